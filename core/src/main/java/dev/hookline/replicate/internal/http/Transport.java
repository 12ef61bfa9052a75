package dev.hookline.replicate.internal.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls and answers them with futures; no thread waits. Everything synchronous stands on top of it. A future that
 * is canceled takes its request along. Thread-safe.
 */
public final class Transport {
    static final int MAX_BODY_BYTES = 64 << 20;
    static final int MAX_ERROR_BYTES = 64 << 10;
    private static final String USER_AGENT = "hookline-java";

    private final TransportOptions options;
    private final RateGovernor governor;
    private final Slots slots;
    private final Executor readers;
    private final Set<Exchange> open;
    private volatile boolean closed;

    public Transport(TransportOptions options, RateGovernor governor, Slots slots, Executor readers) {
        this.readers = readers;
        this.slots = slots;
        this.options = options;
        this.governor = governor;
        this.open = ConcurrentHashMap.newKeySet();
    }

    /** Sends a call; the future fails with {@link NoAnswerException} only, and has any status that came. */
    public CompletableFuture<HttpAnswer> send(HttpCall call) {
        Exchange exchange = new Exchange(this, call);
        open.add(exchange);
        CompletableFuture<HttpAnswer> result = exchange.result();
        var unused = result.whenComplete((answer, failure) -> open.remove(exchange));
        if (closed) {
            exchange.abort("the client was closed");
        } else {
            exchange.start();
        }
        return result;
    }

    /** Completes after a while with the time that it then is, or at once when the client is closed. */
    public CompletableFuture<Instant> after(Duration delay) {
        CompletableFuture<Instant> result = new CompletableFuture<>();
        Runnable end = () -> result.complete(options.clock().instant());
        Timers.Alarm alarm = options.timers().alarmOr(delay, end, end);
        var unused = result.whenComplete((instant, failure) -> alarm.cancel());
        return result;
    }

    /** What reads that block for long run on. */
    public Executor readers() {
        return readers;
    }

    public InstantSource clock() {
        return options.clock();
    }

    /** Ends every call that is under way; later ones fail at once. */
    public void close() {
        closed = true;
        open.forEach(exchange -> exchange.abort("the client was closed"));
    }

    TransportOptions options() {
        return options;
    }

    RateGovernor governor() {
        return governor;
    }

    Slots slots() {
        return slots;
    }

    HttpRequest request(HttpCall call, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).timeout(timeout);
        if (!options.api().isHttps()) {
            // Plain HTTP is only ever a server on this machine: without this each first request asks for an upgrade.
            request.version(java.net.http.HttpClient.Version.HTTP_1_1);
        }
        request.setHeader("User-Agent", USER_AGENT);
        call.headers().forEach(request::setHeader);
        if (options.api().includes(call.uri())) {
            request.setHeader("Authorization", options.authorization());
        }
        return request.method(call.method(), publisher(call, request)).build();
    }

    private static HttpRequest.BodyPublisher publisher(HttpCall call, HttpRequest.Builder request) {
        @Nullable Content content = call.content();
        if (content == null) {
            return BodyPublishers.noBody();
        }
        request.setHeader("Content-Type", content.type());
        return content.publisher();
    }

    BodyHandler<HttpAnswer> handler(HttpCall call) {
        return info -> call.streaming() && info.statusCode() / 100 == 2
                ? BodySubscribers.mapping(
                        BodyHandlers.ofInputStream().apply(info), stream -> streamed(call, info, stream))
                : BodySubscribers.mapping(
                        new LimitedBody(limit(info)), body -> HttpAnswer.collected(call.uri(), info, body));
    }

    private HttpAnswer streamed(HttpCall call, ResponseInfo info, java.io.InputStream stream) {
        GuardedStream guarded = new GuardedStream(stream, options.timers(), options.attemptTimeout());
        return HttpAnswer.streamed(call.uri(), info, guarded);
    }

    private static int limit(ResponseInfo info) {
        return info.statusCode() / 100 == 2 ? MAX_BODY_BYTES : MAX_ERROR_BYTES;
    }
}
