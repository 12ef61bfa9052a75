package dev.hookline.dashboard.support;

import dev.hookline.file.StoredFile;
import dev.hookline.job.JobError;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Replicate without HTTP, whose predictions have ended when their create is answered. */
public final class DrawnReplicate implements PredictionGateway {
    private static final String HOST = "delivery.test";

    private final List<CreateCall> calls = new CopyOnWriteArrayList<>();
    private final Map<URI, byte[]> files = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    /** What was asked for, in the order in which it was. */
    public List<CreateCall> calls() {
        return calls;
    }

    /** The next so many creates are refused for good. */
    public void refuse(int creates) {
        refusals.set(creates);
    }

    @Override
    public CompletionStage<CreateAnswer> create(CreateCall call) {
        calls.add(call);
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            JobError error = new JobError("prediction-failed", "The prompt was flagged as sensitive (E005)");
            return CompletableFuture.completedStage(new CreateAnswer.Refused(error, null));
        }
        URI output = URI.create("https://" + HOST + "/" + numbers.incrementAndGet());
        files.put(output, draw(call));
        RemotePrediction prediction = RemotePrediction.succeeded("p" + numbers.get(), "\"" + output + "\"");
        return CompletableFuture.completedStage(new CreateAnswer.Created(prediction));
    }

    private byte[] draw(CreateCall call) {
        if (call.model().equals("nightmareai/real-esrgan")) {
            return TestPictures.enlarged(given(String.valueOf(call.input().get("image"))), 2);
        }
        int width = switch (String.valueOf(call.input().get("aspect_ratio"))) {
            case "1:1" -> 2048;
            case "3:4" -> 1536;
            default -> 1152;
        };
        List<byte[]> inputs = inputs(call);
        return inputs.isEmpty() ? TestPictures.png(width, 2048) : TestPictures.stripes(width, 2048, inputs);
    }

    /** The pictures that a call has given, in their order. */
    public List<byte[]> inputs(CreateCall call) {
        return call.input().get("image_input") instanceof List<?> urls
                ? urls.stream().map(url -> given(String.valueOf(url))).toList()
                : List.of();
    }

    private byte[] given(String image) {
        return image.startsWith("data:")
                ? Base64.getDecoder().decode(image.substring(image.indexOf(',') + 1))
                : Objects.requireNonNull(files.get(URI.create(image)));
    }

    @Override
    public Optional<RemotePrediction> find(RemotePrediction.Kind kind, String predictionId) {
        return Optional.empty();
    }

    @Override
    public void cancel(RemotePrediction.Kind kind, String predictionId) {}

    @Override
    public boolean isFile(URI url) {
        return HOST.equals(url.getHost());
    }

    @Override
    public Download open(URI url) throws IOException {
        byte[] content = files.get(url);
        if (content == null) {
            throw new FileNotFoundException("There is no file at " + url);
        }
        return new Download(new ByteArrayInputStream(content), "image/png");
    }

    @Override
    public URI upload(StoredFile file, InputStream content) throws IOException {
        URI url = URI.create("https://" + HOST + "/uploaded/" + file.name());
        files.put(url, content.readAllBytes());
        return url;
    }
}
