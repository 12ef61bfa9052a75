package dev.hookline.replicate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Futures one after the other, where canceling the last takes along whatever is under way. */
final class Futures {
    private Futures() {}

    static <A, B> CompletableFuture<B> then(CompletableFuture<A> first, Function<A, CompletableFuture<B>> next) {
        return chain(first, (value, result) -> {
            CompletableFuture<B> second = next.apply(value);
            cancelAlong(result, second);
            var unused = second.whenComplete((done, failure) -> {
                if (failure == null) {
                    result.complete(done);
                } else {
                    result.completeExceptionally(cause(failure));
                }
            });
        });
    }

    static <A, B> CompletableFuture<B> map(CompletableFuture<A> first, Function<A, B> function) {
        return chain(first, (value, result) -> result.complete(function.apply(value)));
    }

    private static <A, B> CompletableFuture<B> chain(
            CompletableFuture<A> first, BiConsumer<A, CompletableFuture<B>> step) {
        CompletableFuture<B> result = new CompletableFuture<>();
        cancelAlong(result, first);
        var unused = first.whenComplete((value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(cause(failure));
                return;
            }
            try {
                step.accept(value, result);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    static <A> CompletableFuture<A> failingAs(
            CompletableFuture<A> first, Function<ReplicateException, ReplicateException> other) {
        CompletableFuture<A> result = new CompletableFuture<>();
        cancelAlong(result, first);
        var unused = first.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                Throwable cause = cause(failure);
                result.completeExceptionally(cause instanceof ReplicateException known ? other.apply(known) : cause);
            }
        });
        return result;
    }

    private static void cancelAlong(CompletableFuture<?> outer, CompletableFuture<?> inner) {
        var unused = outer.whenComplete((value, failure) -> inner.cancel(true));
    }

    private static Throwable cause(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? failure : cause;
    }
}
