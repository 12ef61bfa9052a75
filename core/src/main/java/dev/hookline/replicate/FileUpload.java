package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Content;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A file to be uploaded: its content, media type, name and metadata. Immutable; a path is read when it is sent. */
public final class FileUpload {
    /** The most that Replicate takes. */
    public static final long MAX_BYTES = 100L << 20;

    private final Content content;
    private final String name;
    private final JsonNode metadata;
    private final long sizeBytes;

    private FileUpload(Content content, long sizeBytes, String name, JsonNode metadata) {
        this.content = content;
        this.sizeBytes = sizeBytes;
        this.name = name;
        this.metadata = metadata;
    }

    /**
     * Takes a file from a path; it is streamed, and its size must not change meanwhile.
     *
     * @throws ReplicateException if it cannot be read or is larger than {@link #MAX_BYTES}
     */
    public static FileUpload of(Path path, String contentType, String name) {
        try {
            long size = java.nio.file.Files.size(path);
            return of(Content.of(contentType, size, () -> publisher(path)), size, name);
        } catch (IOException e) {
            throw new ReplicateException("cannot read the file to upload, " + path.getFileName(), e);
        }
    }

    /**
     * Takes a file from memory; the bytes must not change until it is sent.
     *
     * @throws ReplicateException if it is larger than {@link #MAX_BYTES}
     */
    public static FileUpload of(byte[] bytes, String contentType, String name) {
        return of(Content.of(contentType, bytes), bytes.length, name);
    }

    private static FileUpload of(Content content, long sizeBytes, String name) {
        if (sizeBytes > MAX_BYTES) {
            throw new ReplicateException("cannot upload " + ApiProblem.cut(name) + " of " + sizeBytes
                    + " bytes: a file may have " + MAX_BYTES + " bytes (100 MiB) at most");
        }
        return new FileUpload(content, sizeBytes, name, Json.MAPPER.createObjectNode());
    }

    private static BodyPublisher publisher(Path path) {
        try {
            return BodyPublishers.ofFile(path);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a copy with metadata of the caller's own, which Replicate keeps beside the file.
     *
     */
    public FileUpload withMetadata(Map<String, ?> entries) {
        return new FileUpload(content, sizeBytes, name, Json.MAPPER.valueToTree(entries));
    }

    Content content() {
        return content;
    }

    String name() {
        return name;
    }

    JsonNode metadata() {
        return metadata;
    }

    @Override
    public String toString() {
        return "FileUpload[name=" + name + ", sizeBytes=" + sizeBytes + "]";
    }
}
