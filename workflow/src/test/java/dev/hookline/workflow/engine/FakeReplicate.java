package dev.hookline.workflow.engine;

import dev.hookline.HooklineException;
import dev.hookline.file.StoredFile;
import dev.hookline.job.CallbackToken;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.CreateCall;
import dev.hookline.workflow.gateway.Download;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A Replicate without HTTP, whose predictions end when the test says so. */
final class FakeReplicate implements PredictionGateway {
    static final String FILES = "https://replicate.delivery/";

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<String> lookUps = new CopyOnWriteArrayList<>();
    final List<String> canceled = new CopyOnWriteArrayList<>();
    final List<RemotePrediction.Kind> canceledKinds = new CopyOnWriteArrayList<>();
    final AtomicInteger failingCancels = new AtomicInteger();
    final Map<String, RemotePrediction> predictions = new ConcurrentHashMap<>();
    final Map<String, AtomicInteger> failingDownloads = new ConcurrentHashMap<>();

    /** What a download waits for. */
    volatile Runnable beforeDownload = () -> {};

    /** What a create is answered; the test may hold it back or lose it. */
    volatile Function<Call, CompletionStage<CreateAnswer>> answering = FakeReplicate::atOnce;

    record Call(String id, CreateCall create) {
        CallbackToken token() {
            String path = create.callback().getPath();
            return CallbackToken.of(path.substring(path.lastIndexOf('/') + 1));
        }

        CreateAnswer.Created created() {
            return new CreateAnswer.Created(RemotePrediction.running(id));
        }
    }

    static CompletionStage<CreateAnswer> atOnce(Call call) {
        return CompletableFuture.completedStage(call.created());
    }

    @Override
    public CompletionStage<CreateAnswer> create(CreateCall create) {
        Call call = new Call(
                "p" + (calls.size() + 1) + "-"
                        + String.valueOf(create.input().get("prompt")).replace(' ', '-'),
                create);
        calls.add(call);
        predictions.put(call.id(), RemotePrediction.running(call.id()));
        return answering.apply(call);
    }

    @Override
    public Optional<RemotePrediction> find(RemotePrediction.Kind kind, String predictionId) {
        lookUps.add(predictionId);
        return Optional.ofNullable(predictions.get(predictionId));
    }

    @Override
    public void cancel(RemotePrediction.Kind kind, String predictionId) {
        if (failingCancels.getAndDecrement() > 0) {
            throw new HooklineException("Replicate cannot be reached");
        }
        canceledKinds.add(kind);
        canceled.add(predictionId);
    }

    @Override
    public boolean isFile(URI url) {
        return url.toString().startsWith(FILES);
    }

    @Override
    public Download open(URI url) throws IOException {
        beforeDownload.run();
        AtomicInteger failures = failingDownloads.get(url.toString());
        if (failures != null && failures.getAndDecrement() > 0) {
            throw new IOException("connection reset");
        }
        if (url.toString().endsWith("/gone.png")) {
            throw new FileNotFoundException("gone");
        }
        byte[] content = url.getPath().getBytes(StandardCharsets.UTF_8);
        return new Download(new ByteArrayInputStream(content), "image/png");
    }

    @Override
    public URI upload(StoredFile file, InputStream content) {
        return URI.create("https://api.replicate.com/v1/files/" + file.name());
    }

    /** The calls that were made for a prompt, in order. */
    List<Call> callsFor(String prompt) {
        return calls.stream()
                .filter(call -> prompt.equals(call.create().input().get("prompt")))
                .toList();
    }
}
