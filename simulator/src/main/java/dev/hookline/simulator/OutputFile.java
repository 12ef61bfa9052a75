package dev.hookline.simulator;

import java.util.Objects;

/** A file that a model made. In the prediction's output it becomes a URL that serves the file for an hour. Immutable. */
public final class OutputFile {

    private final String name;
    private final String contentType;
    private final byte[] content;

    private OutputFile(String name, String contentType, byte[] content) {
        this.name = name;
        this.contentType = contentType;
        this.content = content;
    }

    /**
     * A file of the given name, which ends its URL, such as {@code output.png}.
     *
     * @param content copied
     */
    public static OutputFile of(String name, String contentType, byte[] content) {
        return new OutputFile(
                Objects.requireNonNull(name, "name"),
                Objects.requireNonNull(contentType, "contentType"),
                content.clone());
    }

    /** The same without a copy. */
    static OutputFile owning(String name, String contentType, byte[] content) {
        return new OutputFile(name, contentType, content);
    }

    /** The last part of the file's URL. */
    public String name() {
        return name;
    }

    /** The media type that it is served as. */
    public String contentType() {
        return contentType;
    }

    byte[] content() {
        return content;
    }

    @Override
    public String toString() {
        return name + " (" + contentType + ", " + content.length + " bytes)";
    }
}
