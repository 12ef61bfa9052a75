package dev.hookline.dashboard.flow;

import dev.hookline.dashboard.picture.Picture;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The input of a custom-prompt job: photos that are edited as a prompt says. Immutable.
 *
 * @param prompt how the photos are to be edited
 * @param size what they measure when they are finished
 * @param photos the photos as they were uploaded, in the order that was chosen
 */
public record CustomPrompt(String prompt, OutputSize size, List<Picture> photos) implements FlowInput {
    /** The most photos of one job. */
    public static final int MAX_PHOTOS = 10;

    /** Copies the photos. */
    public CustomPrompt {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(size, "size");
        photos = List.copyOf(photos);
    }

    @Override
    public int count() {
        return photos.size();
    }

    @Override
    public List<Picture> originals() {
        return photos;
    }

    @Override
    public List<Stage> stages() {
        return Stream.concat(editing(), FinishFlows.stages(size, count()).stream())
                .toList();
    }

    /** What is done to each photo first, with a template or without. */
    Stream<Stage> editing() {
        return Stream.of(Stage.local("prepare", count()), Stage.remote("edit", count(), Models.NANO_BANANA));
    }

    /** One order for each photo. */
    List<PhotoOrder> orders() {
        return photos.stream().map(photo -> new PhotoOrder(photo, prompt, size)).toList();
    }
}
