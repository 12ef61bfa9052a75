package dev.hookline.benchmarks.message;

import dev.hookline.benchmarks.engine.FakeReplicate;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Signed;
import dev.hookline.benchmarks.engine.WebhookServer;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.benchmarks.simulator.Wire;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.JobStore;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
    private final ThreadLocal<Line> lines;

    private HooklineWebhooks(WebhookServer server, Engine engine, Queue<byte[]> requests) {
        this.server = server;
        this.engine = engine;
        this.requests = requests;
        this.lines = ThreadLocal.withInitial(() -> Line.to(server.port()));
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
        server.serve(WebhookEndpoint.create(engine, WebhookVerifier.of(Signed.SECRET)));
        Queue<byte[]> requests = new ConcurrentLinkedQueue<>();
        created.forEach(each -> requests.add(request(Signed.succeeded(each, OUTPUT))));
        return new HooklineWebhooks(server, engine, requests);
    }

    private static byte[] request(Signed webhook) {
        StringBuilder head = new StringBuilder("POST /webhooks/replicate/" + webhook.token()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + webhook.body().length + "\r\n");
        webhook.headers()
                .forEach((name, values) ->
                        head.append(name).append(": ").append(values.get(0)).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(webhook.body());
        return request.toByteArray();
    }

    @Override
    public void take() throws IOException {
        byte[] request = requests.poll();
        if (request == null) {
            throw new IllegalStateException("All webhooks were sent");
        }
        lines.get().send(request);
    }

    @Override
    public void close() {
        server.close();
        engine.close();
    }

    /** A connection that is kept open. */
    private record Line(Socket socket, Wire wire) {
        static Line to(int port) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                return new Line(socket, new Wire(socket));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void send(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            String answer = wire.read();
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IOException("A webhook was answered " + answer);
            }
        }
    }
}
