package dev.hookline.benchmarks.engine;

import dev.hookline.file.StoredFile;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.CreateCall;
import dev.hookline.workflow.gateway.Download;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Replicate in the same process: takes every create at once, and tells somebody else of it. */
public final class FakeReplicate implements PredictionGateway {
    private final Consumer<Created> created;
    private final AtomicLong count = new AtomicLong();

    /** One that tells of each create, before it is answered. */
    public FakeReplicate(Consumer<Created> created) {
        this.created = created;
    }

    /**
     * A prediction that was created.
     *
     * @param token the token in its callback
     * @param id its id
     * @param text its input
     */
    public record Created(String token, String id, String text) {}

    @Override
    public CompletionStage<CreateAnswer> create(CreateCall call) {
        String id = "p" + count.incrementAndGet();
        String path = call.callback().getPath();
        String token = path.substring(path.lastIndexOf('/') + 1);
        created.accept(new Created(token, id, String.valueOf(call.input().get("text"))));
        return CompletableFuture.completedStage(new CreateAnswer.Created(RemotePrediction.running(id)));
    }

    @Override
    public Optional<RemotePrediction> find(RemotePrediction.Kind kind, String predictionId) {
        return Optional.of(RemotePrediction.running(predictionId));
    }

    @Override
    public void cancel(RemotePrediction.Kind kind, String predictionId) {
        throw new IllegalStateException("Nothing is canceled");
    }

    @Override
    public boolean isFile(URI url) {
        return false;
    }

    @Override
    public Download open(URI url) throws IOException {
        throw new IOException("There are no files");
    }

    @Override
    public URI upload(StoredFile file, InputStream content) throws IOException {
        throw new IOException("There are no files");
    }
}
