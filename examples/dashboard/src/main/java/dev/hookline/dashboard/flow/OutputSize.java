package dev.hookline.dashboard.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hookline.dashboard.picture.Dimensions;
import java.util.Optional;
import java.util.stream.Stream;

/** What a finished picture is to measure. */
public enum OutputSize {
    /** Square, upscaled by a second model. */
    SQUARE("1:1", 2048, 2048),
    /** Upright, for a feed. */
    PORTRAIT("3:4", 1080, 1350),
    /** Tall, for a whole phone screen. */
    STORY("9:16", 1080, 1920);

    /** The names of all sizes in words. */
    public static final String CHOICES = "1:1, 3:4 or 9:16";

    private final String aspectRatio;
    private final int width;
    private final int height;

    OutputSize(String aspectRatio, int width, int height) {
        this.aspectRatio = aspectRatio;
        this.width = width;
        this.height = height;
    }

    /** The aspect ratio that is asked of the model, which is this size's name outside of Java as well. */
    @JsonValue
    public String aspectRatio() {
        return aspectRatio;
    }

    /** The finished picture's size. */
    public Dimensions dimensions() {
        return new Dimensions(width, height);
    }

    /** The size of this aspect ratio; empty when there is none. */
    public static Optional<OutputSize> find(String aspectRatio) {
        return Stream.of(values())
                .filter(size -> size.aspectRatio.equals(aspectRatio))
                .findFirst();
    }

    @JsonCreator
    static OutputSize of(String aspectRatio) {
        return find(aspectRatio).orElseThrow(() -> new IllegalArgumentException("There is no size " + aspectRatio));
    }
}
