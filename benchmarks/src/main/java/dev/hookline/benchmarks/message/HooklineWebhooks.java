package dev.hookline.benchmarks.message;

import dev.hookline.benchmarks.engine.FakeReplicate;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Signed;
import dev.hookline.benchmarks.engine.WebhookServer;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.JobStore;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Webhooks by HTTP, each of which ends the only step of a job that has waited for it: verified, committed, answered 200.
 * The jobs are started and the webhooks signed before; each thread that sends has a connection of its own.
 */
final class HooklineWebhooks implements Messages {
    private static final int SERVER_THREADS = 16;
    private static final String OUTPUT = "{\"text\":\"the answer\"}";

    private final WebhookServer server;
    private final Engine engine;
    private final Queue<byte[]> requests;
    private final Requests lines;

    private HooklineWebhooks(WebhookServer server, Engine engine, Queue<byte[]> requests) {
        this.server = server;
        this.engine = engine;
        this.requests = requests;
        this.lines = Requests.to(server.port());
    }

    /** Starts so many jobs, and has a webhook ready for each. */
    static HooklineWebhooks prepare(JobStore store, int count) throws IOException, InterruptedException {
        Queue<FakeReplicate.Created> created = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(count);
        WebhookServer server = WebhookServer.create(SERVER_THREADS);
        Engine engine = Engine.builder()
                .store(store)
                .files(LocalFileStore.create(Files.createTempDirectory("hookline-benchmark")))
                .gateway(new FakeReplicate(prediction -> {
                    created.add(prediction);
                    left.decrementAndGet();
                }))
                .callbackUrl(server.url())
                .workflows(Workflows.ONE_STEP)
                .build();
        LocalEngine.startMany(engine, Workflows.ONE_STEP, count);
        while (left.get() > 0 || engine.inFlight() > 0) {
            Thread.sleep(10);
        }
        server.serve(WebhookEndpoint.create(engine, WebhookVerifier.of(Signed.SECRET))::receive);
        Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
        created.forEach(each -> requests.add(Requests.of(Signed.succeeded(each, OUTPUT))));
        return new HooklineWebhooks(server, engine, requests);
    }

    @Override
    public void take() throws IOException {
        byte[] request = requests.poll();
        if (request == null) {
            throw new IllegalStateException("All webhooks were sent");
        }
        lines.send(request);
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }
}
