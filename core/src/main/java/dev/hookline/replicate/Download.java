package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.HttpAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An open output or file, to be read once and closed. Reading fails with an {@link IOException} when the connection is
 * lost, when less arrives than {@link #length()}, or when nothing arrives for as long as the client's attempt timeout;
 * it may take any time otherwise. For one thread.
 */
public final class Download implements AutoCloseable {
    private final URI uri;
    private final InputStream stream;
    private final @Nullable String contentType;
    private final OptionalLong length;

    private Download(URI uri, InputStream stream, @Nullable String contentType, OptionalLong length) {
        this.uri = uri;
        this.stream = stream;
        this.contentType = contentType;
        this.length = length;
    }

    static Download of(HttpAnswer answer) {
        OptionalLong length = answer.header("Content-Length").stream()
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
        return new Download(
                answer.uri(), answer.stream(), answer.header("Content-Type").orElse(null), length);
    }

    static Download of(DataUrl data) {
        byte[] bytes = data.bytes();
        return new Download(
                data.uri(), new ByteArrayInputStream(bytes), data.mediaType(), OptionalLong.of(bytes.length));
    }

    /** Returns the bytes as they arrive. */
    public InputStream stream() {
        return stream;
    }

    /** Returns how many bytes there are, when the server said so. */
    public OptionalLong length() {
        return length;
    }

    /** Returns the media type, when the server said so. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** Returns where the bytes come from, after redirects. */
    public URI uri() {
        return uri;
    }

    /**
     * Reads what is left into a file, which appears whole or not at all and replaces one of its name.
     *
     * @throws IOException if the connection is lost or stands still, less arrives than was announced, or the file cannot
     *     be written
     */
    public SavedFile saveTo(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path part = java.nio.file.Files.createTempFile(folder, ".hookline-", ".part");
        try {
            MessageDigest digest = sha256();
            long size;
            try (OutputStream out = new DigestOutputStream(java.nio.file.Files.newOutputStream(part), digest)) {
                size = stream.transferTo(out);
            }
            java.nio.file.Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new SavedFile(target, size, HexFormat.of().formatHex(digest.digest()));
        } finally {
            java.nio.file.Files.deleteIfExists(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Closes the stream and gives up what has not been read. */
    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new ReplicateException("a download could not be closed", e);
        }
    }

    @Override
    public String toString() {
        return "Download[" + uri.getScheme() + ", length=" + length + "]";
    }
}
