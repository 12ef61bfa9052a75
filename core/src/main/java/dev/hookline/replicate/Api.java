package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.HttpAnswer;
import dev.hookline.replicate.internal.http.HttpCall;
import dev.hookline.replicate.internal.http.NoAnswerException;
import dev.hookline.replicate.internal.http.Transport;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns operations into calls, and answers into values or exceptions. */
final class Api {
    private final URI base;
    private final Transport transport;
    private final Problems problems;
    private final RandomGenerator random;

    Api(URI base, Transport transport, Problems problems, RandomGenerator random) {
        this.base = base;
        this.transport = transport;
        this.problems = problems;
        this.random = random;
    }

    /** The same, with one more text that no exception shows. */
    Api hiding(String secret) {
        return new Api(base, transport, problems.hiding(secret), random);
    }

    HttpCall.Builder get(String... path) {
        return call("GET", path);
    }

    HttpCall.Builder post(String... path) {
        return call("POST", path);
    }

    HttpCall.Builder call(String method, String... path) {
        return HttpCall.builder(method, uri(path)).header("Accept", "application/json");
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

    /** A text that no content contains by accident. */
    String boundary() {
        return "hookline-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    /** Sends a call whose answer is JSON. */
    <T> CompletableFuture<T> json(HttpCall call, Function<JsonNode, T> reader) {
        return answer(call, answer -> read(call, answer, reader));
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
