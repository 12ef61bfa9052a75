package dev.hookline.dashboard.flow;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The input of a text-to-image job. Immutable.
 *
 * @param prompt what the pictures show
 * @param size what they measure when they are finished
 * @param images how many, from 1 to {@link #MAX_IMAGES}
 * @param format what is asked of the model
 */
public record TextToImage(String prompt, OutputSize size, int images, OutputFormat format) implements FlowInput {
    /** The fewest characters that say what is wanted. */
    public static final int MIN_PROMPT_LENGTH = 10;

    /** The most pictures of one job. */
    public static final int MAX_IMAGES = 4;

    /** Checks that all parts are there. */
    public TextToImage {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(format, "format");
    }

    @Override
    public int count() {
        return images;
    }

    @Override
    public List<Stage> stages() {
        return Stream.concat(
                        Stream.of(Stage.remote("generate", images, Models.IMAGEN)),
                        FinishFlows.stages(size, images).stream())
                .toList();
    }

    /** One order for each picture; they differ in nothing, since the model draws another picture each time. */
    List<ImageOrder> orders() {
        return Collections.nCopies(images, new ImageOrder(prompt, size, format));
    }
}
