package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An open output or file, to be read once and closed. Reading fails with an {@link IOException} when the connection is
 * lost, when less arrives than {@link #length()}, or when nothing arrives for as long as the client's attempt timeout;
 * it may take any time otherwise. For one thread.
 */
public final class Download implements AutoCloseable {
    private final HttpAnswer answer;

    Download(HttpAnswer answer) {
        this.answer = answer;
    }

    /** Returns the bytes as they arrive. */
    public InputStream stream() {
        return answer.stream();
    }

    /** Returns how many bytes there are, when the server said so. */
    public OptionalLong length() {
        return answer.header("Content-Length").stream()
                .filter(text -> text.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    /** Returns the media type, when the server said so. */
    public Optional<String> contentType() {
        return answer.header("Content-Type");
    }

    /** Returns where the bytes come from, after redirects. */
    public URI uri() {
        return answer.uri();
    }

    /** Closes the stream and gives up what has not been read. */
    @Override
    public void close() {
        try {
            answer.stream().close();
        } catch (IOException e) {
            throw new ReplicateException("a download could not be closed", e);
        }
    }

    @Override
    public String toString() {
        return "Download[" + uri().getHost() + ", length=" + length() + "]";
    }
}
