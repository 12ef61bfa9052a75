package dev.hookline.replicate.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back: status, headers, and the body as bytes or, for a streaming call that succeeded, as a stream. */
public final class HttpAnswer {
    private final URI uri;
    private final ResponseInfo info;
    private final Collected body;
    private final @Nullable InputStream stream;

    private HttpAnswer(URI uri, ResponseInfo info, Collected body, @Nullable InputStream stream) {
        this.uri = uri;
        this.info = info;
        this.body = body;
        this.stream = stream;
    }

    static HttpAnswer collected(URI uri, ResponseInfo info, Collected body) {
        return new HttpAnswer(uri, info, body, null);
    }

    static HttpAnswer streamed(URI uri, ResponseInfo info, InputStream stream) {
        return new HttpAnswer(uri, info, Collected.NOTHING, stream);
    }

    /** Where the answer came from, after redirects. */
    public URI uri() {
        return uri;
    }

    public int status() {
        return info.statusCode();
    }

    public boolean succeeded() {
        return status() / 100 == 2;
    }

    public Optional<String> header(String name) {
        return info.headers().firstValue(name);
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
