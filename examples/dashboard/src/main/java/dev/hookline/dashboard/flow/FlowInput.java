package dev.hookline.dashboard.flow;

import dev.hookline.dashboard.picture.Picture;
import java.util.List;
import java.util.Optional;

/** What a job was started with: what all flows have in common. */
public sealed interface FlowInput permits TextToImage, CustomPrompt, TemplateMerge {
    /** More than any prompt that a person writes, and less than the models take. */
    int MAX_PROMPT_LENGTH = 4_000;

    /** What the pictures are to show, or how they are to be edited. */
    String prompt();

    /** What the finished pictures measure. */
    OutputSize size();

    /** How many pictures the job has. */
    int count();

    /** What is done, step by step. */
    List<Stage> stages();

    /** The uploaded photos in the order that was chosen; one for each picture, or none at all. */
    default List<Picture> originals() {
        return List.of();
    }

    /** The uploaded template. */
    default Optional<Picture> findTemplate() {
        return Optional.empty();
    }
}
