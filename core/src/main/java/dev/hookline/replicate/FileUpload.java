package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Content;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A file to be sent: its content, media type, name and metadata. It can be uploaded, or stand anywhere in the input of a
 * prediction. Immutable; a path is read when it is sent.
 */
public final class FileUpload {
    /** The most that Replicate takes. */
    public static final long MAX_BYTES = 100L << 20;

    /** What Replicate takes inside an input, as a data URL. */
    private static final int MAX_INLINE_BYTES = 256_000;

    private final Source source;
    private final String contentType;
    private final String name;
    private final JsonNode metadata;

    private FileUpload(Source source, String contentType, String name, JsonNode metadata) {
        if (!contentType.matches("[\\x20-\\x7E]+")) {
            throw new IllegalArgumentException("a media type has no such characters: " + ApiProblem.cut(contentType));
        }
        if (source.size() > MAX_BYTES) {
            throw new ReplicateException("cannot upload " + ApiProblem.cut(name) + " of " + source.size()
                    + " bytes: a file may have " + MAX_BYTES + " bytes (100 MiB) at most");
        }
        this.source = source;
        this.contentType = contentType;
        this.name = name;
        this.metadata = metadata;
    }

    /**
     * Takes a file from a path, with the media type that its name ends in; see {@link #of(Path, String, String)}.
     *
     * @throws ReplicateException if it cannot be read or is larger than {@link #MAX_BYTES}
     */
    public static FileUpload of(Path path) {
        String name = String.valueOf(path.getFileName());
        return of(path, MediaTypes.ofName(name), name);
    }

    /**
     * Takes a file from a path; it is streamed, and its size must not change meanwhile.
     *
     * @throws ReplicateException if it cannot be read or is larger than {@link #MAX_BYTES}
     */
    public static FileUpload of(Path path, String contentType, String name) {
        try {
            return of(new InFile(path, java.nio.file.Files.size(path)), contentType, name);
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
        return of(new InMemory(bytes), contentType, name);
    }

    /**
     * Takes a file from a stream, which is read to its end now but not closed. What is too large for memory waits in a
     * temporary file without a name, which goes when nothing refers to this value any more, and with the process.
     *
     * @throws ReplicateException if it cannot be read or is larger than {@link #MAX_BYTES}
     */
    public static FileUpload of(InputStream stream, String contentType, String name) {
        try {
            byte[] start = stream.readNBytes(MAX_INLINE_BYTES + 1);
            Source source =
                    start.length <= MAX_INLINE_BYTES ? new InMemory(start) : Spooled.of(start, stream, MAX_BYTES);
            return of(source, contentType, name);
        } catch (IOException e) {
            throw new ReplicateException("cannot read the stream to upload as " + ApiProblem.cut(name), e);
        }
    }

    private static FileUpload of(Source source, String contentType, String name) {
        return new FileUpload(source, contentType, name, Json.MAPPER.createObjectNode());
    }

    /**
     * Returns a copy with metadata of the caller's own, which Replicate keeps beside the file.
     *
     * @throws IllegalArgumentException if it has no JSON form
     */
    public FileUpload withMetadata(Map<String, ?> entries) {
        return new FileUpload(source, contentType, name, CreatePrediction.json("metadata", entries));
    }

    /** Returns the size in bytes. */
    public long sizeBytes() {
        return source.size();
    }

    Content content() {
        return Content.of(contentType, source.size(), source::publisher);
    }

    boolean fitsInline() {
        return source.size() <= MAX_INLINE_BYTES;
    }

    String dataUrl() {
        try {
            return "data:" + contentType + ";base64," + Base64.getEncoder().encodeToString(source.bytes());
        } catch (IOException e) {
            throw new ReplicateException("cannot read the input file " + ApiProblem.cut(name), e);
        }
    }

    String name() {
        return name;
    }

    JsonNode metadata() {
        return metadata;
    }

    @Override
    public String toString() {
        return "FileUpload[name=" + name + ", sizeBytes=" + sizeBytes() + "]";
    }

    /** Where the bytes are. */
    interface Source {
        long size();

        byte[] bytes() throws IOException;

        /** A publisher for each attempt. */
        BodyPublisher publisher();
    }

    private static final class InMemory implements Source {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public BodyPublisher publisher() {
            return BodyPublishers.ofByteArray(bytes);
        }
    }

    record InFile(Path path, long size) implements Source {
        @Override
        public byte[] bytes() throws IOException {
            return java.nio.file.Files.readAllBytes(path);
        }

        @Override
        public BodyPublisher publisher() {
            try {
                return BodyPublishers.ofFile(path);
            } catch (FileNotFoundException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
