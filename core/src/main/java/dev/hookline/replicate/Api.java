package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Content;
import dev.hookline.replicate.internal.http.HttpAnswer;
import dev.hookline.replicate.internal.http.HttpCall;
import dev.hookline.replicate.internal.http.NoAnswerException;
import dev.hookline.replicate.internal.http.Origin;
import dev.hookline.replicate.internal.http.Transport;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns operations into calls, and answers into values or exceptions. */
final class Api {
    private final URI base;
    private final Transport transport;
    private final Problems problems;
    private final RandomGenerator random;
    private final @Nullable Duration timeout;

    Api(URI base, Transport transport, Problems problems, RandomGenerator random) {
        this.base = base;
        this.transport = transport;
        this.problems = problems;
        this.random = random;
        this.timeout = null;
    }

    private Api(Api other, Problems problems, @Nullable Duration timeout) {
        this.base = other.base;
        this.transport = other.transport;
        this.problems = problems;
        this.random = other.random;
        this.timeout = timeout;
    }

    /** The same, with one more text that no exception shows. */
    Api hiding(String secret) {
        return new Api(this, problems.hiding(secret), timeout);
    }

    /** The same, with another time for each call. */
    Api within(Duration callTimeout) {
        return new Api(this, problems, callTimeout);
    }

    HttpCall.Builder get(String... path) {
        return call("GET", uri(path));
    }

    /** A GET with a query. */
    HttpCall.Builder find(Map<String, String> query, String... path) {
        String encoded = new TreeMap<>(query)
                .entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        URI uri = encoded.isEmpty() ? uri(path) : URI.create(uri(path) + "?" + encoded);
        return call("GET", uri);
    }

    HttpCall.Builder post(String... path) {
        return call("POST", uri(path));
    }

    HttpCall.Builder delete(String... path) {
        return call("DELETE", uri(path));
    }

    /** A call that carries JSON. */
    HttpCall.Builder send(String method, ObjectNode body, String... path) {
        return call(method, uri(path)).content(Content.of("application/json", Json.bytes(body)));
    }

    HttpCall.Builder call(String method, URI uri) {
        return HttpCall.builder(method, uri)
                .header("Accept", "application/json")
                .timeout(timeout);
    }

    URI uri(String... path) {
        StringBuilder uri = new StringBuilder(base.toString());
        for (String segment : path) {
            uri.append('/').append(encoded(segment));
        }
        return URI.create(uri.toString());
    }

    private static String encoded(String segment) {
        if (segment.isBlank() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("an id or name is never \"" + segment + "\"");
        }
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    InstantSource clock() {
        return transport.clock();
    }

    CompletableFuture<Instant> after(Duration delay) {
        return transport.after(delay);
    }

    Executor readers() {
        return transport.readers();
    }

    void pause(Duration delay) {
        var unused = await(after(delay));
    }

    /** Where a prediction's stream may be: on the API's host, or on another of Replicate's own. */
    boolean isStreamHost(URI uri) {
        Origin origin = Origin.of(uri);
        return Origin.of(base).includes(uri)
                || (origin.isHttps()
                        && origin.port() == 443
                        && uri.getUserInfo() == null
                        && origin.host().endsWith(".replicate.com"));
    }

    /** A text that no content contains by accident. */
    String boundary() {
        return "hookline-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    /** Sends a call whose answer is JSON. */
    <T> CompletableFuture<T> json(HttpCall call, Function<JsonNode, T> reader) {
        return answer(call, answer -> read(call, answer, reader));
    }

    /** Sends a call whose answer is a page. */
    <T> CompletableFuture<Page<T>> page(HttpCall call, Function<JsonNode, T> reader) {
        return json(call, json -> Page.from(json, reader, url -> beside(call, url, reader)));
    }

    private <T> CompletableFuture<Page<T>> beside(HttpCall call, URI url, Function<JsonNode, T> reader) {
        URI target = call.uri().resolve(url);
        if (!Origin.of(base).includes(target)) {
            return CompletableFuture.failedFuture(new ReplicateException(
                    "a page that is not followed, since it is on another host: " + target.getHost()));
        }
        return page(call("GET", target).build(), reader);
    }

    /** Sends a call of whose answer only the status counts. */
    @SuppressWarnings("NullAway") // There is no other Void than null.
    CompletableFuture<Void> done(HttpCall call) {
        return answer(call, answer -> null);
    }

    /** Sends a call; an answer that is no 2xx becomes an exception. */
    <T> CompletableFuture<T> answer(HttpCall call, Function<HttpAnswer, T> reader) {
        CompletableFuture<HttpAnswer> sent = transport.send(call);
        CompletableFuture<T> result = new CompletableFuture<>();
        var unusedCancel = result.whenComplete((value, failure) -> sent.cancel(true));
        var unusedAnswer = sent.whenComplete((answer, failure) -> {
            try {
                if (!result.complete(value(call, answer, failure, reader)) && answer != null) {
                    answer.discard();
                }
            } catch (ReplicateException e) {
                result.completeExceptionally(e);
            } catch (RuntimeException e) {
                result.completeExceptionally(new ReplicateException(call.label() + " failed in the client", e));
            }
        });
        return result;
    }

    private <T> T value(
            HttpCall call, @Nullable HttpAnswer answer, @Nullable Throwable failure, Function<HttpAnswer, T> reader) {
        if (answer == null) {
            throw noAnswer(call, failure);
        }
        if (!answer.succeeded()) {
            throw ReplicateApiException.of(problems.read(call.label(), answer));
        }
        return reader.apply(answer);
    }

    private ReplicateException noAnswer(HttpCall call, @Nullable Throwable failure) {
        if (failure instanceof NoAnswerException known) {
            return known.heldBackFor()
                    .<ReplicateException>map(wait -> ReplicateApiException.of(Problems.heldBack(call.label(), wait)))
                    .orElseGet(() -> new ReplicateConnectionException(
                            call.label() + " " + known.getMessage(), known.mayHaveBeenReceived(), known.getCause()));
        }
        return new ReplicateConnectionException(call.label() + " was given up", true, failure);
    }

    /** An answer that says 2xx and cannot be read is as good as none, except that the request did arrive. */
    private static <T> T read(HttpCall call, HttpAnswer answer, Function<JsonNode, T> reader) {
        String what = call.label() + " was answered " + answer.status();
        if (answer.isCut()) {
            throw new ReplicateConnectionException(what + " with a body that is too large", true, null);
        }
        try {
            return reader.apply(Json.parse(answer.body()));
        } catch (JacksonException | ReplicateException e) {
            String body = answer.body().length + " bytes of "
                    + answer.header("Content-Type").map(ApiProblem::cut).orElse("an unnamed type");
            throw new ReplicateConnectionException(what + " with a body that makes no sense: " + body, true, e);
        }
    }

    /** Waits for a call; an interrupt takes the call along. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ReplicateConnectionException("interrupted while waiting for Replicate", true, e);
        } catch (ExecutionException | CompletionException e) {
            throw thrown(e.getCause());
        }
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        if (cause instanceof ReplicateException known) {
            // Made on a thread of the HTTP client; the caller is looking for his own.
            known.fillInStackTrace();
            return known;
        }
        return new ReplicateException("the call failed in the client", cause);
    }
}
