package dev.hookline.replicate.internal.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit and then lets go of the connection, so that no answer can fill the memory. */
final class LimitedBody implements BodySubscriber<Collected> {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Collected> result = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    LimitedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Collected> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (!result.isDone()) {
                collect(buffer);
            }
        }
    }

    private void collect(ByteBuffer buffer) {
        byte[] part = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
        boolean cut = part.length < buffer.remaining();
        buffer.get(part);
        bytes.writeBytes(part);
        if (cut && subscription != null) {
            subscription.cancel();
            result.complete(new Collected(bytes.toByteArray(), true));
        }
    }

    @Override
    public void onError(Throwable throwable) {
        result.completeExceptionally(throwable);
    }

    @Override
    public void onComplete() {
        result.complete(new Collected(bytes.toByteArray(), false));
    }
}
