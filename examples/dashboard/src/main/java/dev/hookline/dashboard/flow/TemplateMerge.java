package dev.hookline.dashboard.flow;

import dev.hookline.dashboard.picture.Picture;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The input of a template-merge job: photos that are edited as a prompt says and then merged into a template. Immutable.
 *
 * @param template the template as it was uploaded
 * @param edits what is done to the photos before, and what the merged picture measures
 */
public record TemplateMerge(Picture template, CustomPrompt edits) implements FlowInput {
    /** Checks that both are there. */
    public TemplateMerge {
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(edits, "edits");
    }

    @Override
    public String prompt() {
        return edits.prompt();
    }

    @Override
    public OutputSize size() {
        return edits.size();
    }

    @Override
    public int count() {
        return edits.count();
    }

    @Override
    public List<Picture> originals() {
        return edits.originals();
    }

    @Override
    public Optional<Picture> findTemplate() {
        return Optional.of(template);
    }

    @Override
    public List<Stage> stages() {
        Stream<Stage> merging =
                Stream.of(Stage.local("prepare-template", 1).atTheSide(), Stage.remote("merge", 1, Models.NANO_BANANA));
        return Stream.of(edits.editing(), merging, FinishFlows.stages(size(), 1).stream())
                .flatMap(stages -> stages)
                .toList();
    }

    /** One order for each photo. */
    List<PhotoOrder> orders() {
        return edits.orders();
    }
}
