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
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Webhooks by HTTP, each of which ends the only step of a job that this node has started and that waits for it: verified,
 * committed, answered 200. In rounds: the jobs of a round are started and its webhooks signed before the clock runs; each thread
 * that sends has a connection of its own.
 */
final class HooklineWebhooks implements AutoCloseable {
    private static final int THREADS = 16;

    /** Of a round: as many as a node remembers. */
    private static final int JOBS = 8_000;

    private static final String OUTPUT = "{\"text\":\"the answer\"}";

    private final WebhookServer server;
    private final Engine engine;
    private final Queue<FakeReplicate.Created> created;
    private final Requests lines;
    private final ExecutorService senders = Executors.newFixedThreadPool(THREADS);

    private HooklineWebhooks(WebhookServer server, Engine engine, Queue<FakeReplicate.Created> created) {
        this.server = server;
        this.engine = engine;
        this.created = created;
        this.lines = Requests.to(server.port());
    }

    static HooklineWebhooks create(JobStore store) throws IOException {
        Queue<FakeReplicate.Created> created = new ConcurrentLinkedQueue<>();
        WebhookServer server = WebhookServer.create(THREADS);
        Engine engine = Engine.builder()
                .store(store)
                .files(LocalFileStore.create(Files.createTempDirectory("hookline-benchmark")))
                .gateway(new FakeReplicate(created::add))
                .callbackUrl(server.url())
                .workflows(Workflows.ONE_STEP)
                .build();
        server.serve(WebhookEndpoint.create(engine, WebhookVerifier.of(Signed.SECRET))::receive);
        return new HooklineWebhooks(server, engine, created);
    }

    /** How many are taken a second, in rounds for so many seconds after others to warm up. */
    double perSecond(int warmupMillis, int millis) throws Exception {
        rounds(warmupMillis);
        return rounds(millis);
    }

    /** As many rounds as it takes for webhooks to be sent for so long; gives how many a second. */
    private double rounds(int millis) throws Exception {
        long nanos = 0;
        long taken = 0;
        while (nanos < TimeUnit.MILLISECONDS.toNanos(millis)) {
            Queue<byte[]> requests = prepare();
            long from = System.nanoTime();
            sendAll(requests);
            nanos += System.nanoTime() - from;
            taken += JOBS;
        }
        return taken * 1e9 / nanos;
    }

    private void sendAll(Queue<byte[]> requests) throws Exception {
        Callable<Boolean> sending = () -> {
            for (byte[] next = requests.poll(); next != null; next = requests.poll()) {
                lines.send(next);
            }
            return true;
        };
        for (Future<Boolean> each : senders.invokeAll(Collections.nCopies(THREADS, sending))) {
            each.get();
        }
    }

    private Queue<byte[]> prepare() throws InterruptedException {
        created.clear();
        LocalEngine.startMany(engine, Workflows.ONE_STEP, JOBS);
        while (created.size() < JOBS || engine.inFlight() > 0) {
            Thread.sleep(10);
        }
        Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
        created.forEach(each -> requests.add(Requests.of(Signed.succeeded(each, OUTPUT))));
        return requests;
    }

    @Override
    public void close() {
        senders.shutdownNow();
        server.close();
        engine.close();
    }
}
