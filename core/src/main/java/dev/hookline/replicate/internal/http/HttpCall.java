package dev.hookline.replicate.internal.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One request as a value: what is sent, and how much repetition and patience it allows. Immutable. */
public final class HttpCall {
    private static final long SLOWEST_UPLOAD_BYTES_PER_SECOND = 64 << 10;

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final @Nullable Content content;
    private final Lane lane;
    private final boolean streaming;
    private final Duration patience;
    private final @Nullable Duration timeout;
    private final Predicate<URI> reachable;

    private HttpCall(Builder builder) {
        this.method = builder.method;
        this.uri = builder.uri;
        this.headers = Map.copyOf(builder.headers);
        this.content = builder.content;
        this.lane = builder.lane;
        this.streaming = builder.streaming;
        this.patience = builder.patience;
        this.timeout = builder.timeout;
        this.reachable = builder.reachable;
    }

    public static Builder builder(String method, URI uri) {
        return new Builder(method, uri);
    }

    /** The method and the path: fit for messages, since a query may carry a signature. */
    public String label() {
        return method + " " + uri.getRawPath();
    }

    String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    Content content() {
        return content;
    }

    Lane lane() {
        return lane;
    }

    boolean streaming() {
        return streaming;
    }

    /** What the call needs beyond the usual time, because it asked the server to wait or sends much. */
    Duration patience() {
        return content == null ? patience : patience.plusSeconds(content.length() / SLOWEST_UPLOAD_BYTES_PER_SECOND);
    }

    /** How long the call may take with all its attempts, in place of the usual. */
    @Nullable
    Duration timeout() {
        return timeout;
    }

    /** Whether a second try costs nothing: a create that is repeated is paid for. */
    boolean repeatable() {
        return method.equals("GET") || method.equals("QUERY");
    }

    boolean follows(URI target) {
        return method.equals("GET") && reachable.test(target);
    }

    HttpCall at(URI target) {
        Builder copy = new Builder(method, target).content(content).lane(lane).patience(patience);
        copy.headers.putAll(headers);
        copy.streaming = streaming;
        copy.timeout = timeout;
        copy.reachable = reachable;
        return copy.build();
    }

    public static final class Builder {
        private final String method;
        private final URI uri;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private @Nullable Content content;
        private Lane lane = Lane.OTHER;
        private boolean streaming;
        private Duration patience = Duration.ZERO;
        private @Nullable Duration timeout;
        private Predicate<URI> reachable;

        private Builder(String method, URI uri) {
            this.method = method;
            this.uri = uri;
            this.reachable = Origin.of(uri)::includes;
        }

        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Builder content(@Nullable Content content) {
            this.content = content;
            return this;
        }

        public Builder lane(Lane lane) {
            this.lane = lane;
            return this;
        }

        /** The body of a 2xx answer is handed on as a stream instead of being collected. */
        public Builder streaming() {
            this.streaming = true;
            return this;
        }

        public Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        public Builder timeout(@Nullable Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Where a redirect may lead; only the call's own origin unless set. */
        public Builder redirects(Predicate<URI> reachable) {
            this.reachable = reachable;
            return this;
        }

        public HttpCall build() {
            return new HttpCall(this);
        }
    }
}
