package dev.hookline.dashboard.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The format that is asked of the model. A resized picture is a JPEG whatever was asked for, and an upscaled one what
 * the upscaler gives, which is a PNG.
 */
public enum OutputFormat {
    /** JPEG. */
    JPG("jpg", "jpg"),
    /** PNG. */
    PNG("png", "png"),
    /** WebP, which the model does not write: it is asked for a PNG instead, so that nothing is lost before finishing. */
    WEBP("webp", "png");

    private final String label;
    private final String modelFormat;

    OutputFormat(String label, String modelFormat) {
        this.label = label;
        this.modelFormat = modelFormat;
    }

    /** This format's name outside of Java. */
    @JsonValue
    public String label() {
        return label;
    }

    /** What is asked of the model. */
    public String modelFormat() {
        return modelFormat;
    }

    /** The format of this name; empty when there is none. */
    public static Optional<OutputFormat> find(String label) {
        return Stream.of(values()).filter(format -> format.label.equals(label)).findFirst();
    }

    @JsonCreator
    static OutputFormat of(String label) {
        return find(label).orElseThrow(() -> new IllegalArgumentException("There is no format " + label));
    }
}
