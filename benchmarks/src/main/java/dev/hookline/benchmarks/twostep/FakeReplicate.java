package dev.hookline.benchmarks.twostep;

import dev.hookline.file.StoredFile;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookSigner;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.WebhookEndpoint;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.CreateCall;
import dev.hookline.workflow.gateway.Download;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Replicate in the same process: what is created goes {@link Outside}, and the answer comes as a signed webhook, by a call. */
final class FakeReplicate implements PredictionGateway {
    private static final SigningSecret SECRET =
            SigningSecret.parse("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

    private final Outside outside;
    private final AtomicLong created = new AtomicLong();
    private final WebhookSigner signer = WebhookSigner.of(SECRET);
    private volatile @Nullable WebhookEndpoint endpoint;

    FakeReplicate(Outside outside) {
        this.outside = outside;
    }

    /** Has webhooks sent to an engine. */
    void sendTo(Engine engine) {
        endpoint = WebhookEndpoint.create(engine, WebhookVerifier.of(SECRET));
    }

    @Override
    public CompletionStage<CreateAnswer> create(CreateCall call) {
        String id = "p" + created.incrementAndGet();
        String path = call.callback().getPath();
        String token = path.substring(path.lastIndexOf('/') + 1);
        outside.submit(String.valueOf(call.input().get("text")), output -> tell(token, id, output));
        return CompletableFuture.completedStage(new CreateAnswer.Created(RemotePrediction.running(id)));
    }

    private void tell(String token, String id, String output) {
        byte[] body = ("{\"id\":\"" + id + "\",\"model\":\"simulator/instant\",\"version\":\"hidden\",\"input\":{},"
                        + "\"status\":\"succeeded\",\"created_at\":\"2026-01-01T00:00:00.102Z\",\"output\":" + output
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
        WebhookHeaders headers = WebhookHeaders.of(signer.headers("msg_" + id, Instant.now(), body));
        int status =
                Objects.requireNonNull(endpoint).receive(token, headers, body).status();
        if (status != 200) {
            throw new IllegalStateException("A webhook was answered " + status);
        }
    }

    @Override
    public Optional<RemotePrediction> find(RemotePrediction.Kind kind, String predictionId) {
        throw new IllegalStateException("No webhook is late");
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
