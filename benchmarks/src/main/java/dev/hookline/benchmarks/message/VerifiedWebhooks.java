package dev.hookline.benchmarks.message;

import dev.hookline.benchmarks.engine.FakeReplicate;
import dev.hookline.benchmarks.engine.Signed;
import dev.hookline.benchmarks.engine.WebhookServer;
import dev.hookline.webhook.Verdict;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.engine.Answer;
import java.io.IOException;

/** Webhooks by HTTP, verified, read and answered 200, of which nothing is kept: what there is to do before any store. */
final class VerifiedWebhooks implements Messages {
    private static final int SERVER_THREADS = 16;

    private final WebhookServer server;
    private final Requests lines;
    private final byte[] request;

    private VerifiedWebhooks(WebhookServer server, byte[] request) {
        this.server = server;
        this.lines = Requests.to(server.port());
        this.request = request;
    }

    static VerifiedWebhooks create() throws IOException {
        WebhookServer server = WebhookServer.create(SERVER_THREADS);
        WebhookVerifier verifier = WebhookVerifier.of(Signed.SECRET);
        server.serve((token, headers, body) -> {
            Verdict verdict = verifier.verify(headers, body);
            return verdict.orThrow().run().output().isPresent() ? Answer.ACCEPTED : Answer.MALFORMED;
        });
        FakeReplicate.Created created = new FakeReplicate.Created("prediction", "t".repeat(22), "text");
        return new VerifiedWebhooks(server, Requests.of(Signed.succeeded(created, "{\"text\":\"the answer\"}")));
    }

    @Override
    public void take() throws IOException {
        lines.send(request);
    }

    @Override
    public void close() {
        server.close();
    }
}
