package dev.hookline.replicate.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back: status, headers, and the body as bytes or, for a streaming call that succeeded, as a stream. */
public final class HttpAnswer {
    private final URI uri;
    private final int status;
    private final HttpHeaders headers;
    private final Collected body;
    private final @Nullable InputStream stream;

    HttpAnswer(URI uri, int status, HttpHeaders headers, Collected body) {
        this(uri, status, headers, body, null);
    }

    private HttpAnswer(URI uri, int status, HttpHeaders headers, Collected body, @Nullable InputStream stream) {
        this.uri = uri;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.stream = stream;
    }

    static HttpAnswer streamed(URI uri, int status, HttpHeaders headers, InputStream stream) {
        return new HttpAnswer(uri, status, headers, Collected.NOTHING, stream);
    }

    /** Where the answer came from, after redirects. */
    public URI uri() {
        return uri;
    }

    public int status() {
        return status;
    }

    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The collected body, at most as long as the transport's limit. */
    public byte[] body() {
        return body.bytes();
    }

    /** Whether the body was longer than what was collected. */
    public boolean isCut() {
        return body.isCut();
    }

    /** The open stream of a streaming call that succeeded. */
    public InputStream stream() {
        return stream == null ? InputStream.nullInputStream() : stream;
    }

    /** Lets go of a stream that nobody will read. */
    public void discard() {
        try {
            stream().close();
        } catch (IOException ignored) {
            // Nobody reads it, so nobody misses it.
        }
    }
}
