package dev.hookline.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import tools.jackson.databind.JsonNode;

/** Takes webhooks and keeps them; answers as told. */
final class Receiver implements AutoCloseable {

    static {
        // Read when the JDK's server is first used, which may be here; without it each answer takes 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final List<Hook> hooks = new ArrayList<>();
    private final CountDownLatch silence = new CountDownLatch(1);
    /** What to answer to the n-th webhook, counted from 1; 0 to stay silent. */
    private volatile IntUnaryOperator status = n -> 200;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(executor);
        server.createContext("/", this::take);
        server.start();
    }

    record Hook(String path, String id, long timestamp, String signature, String body) {

        JsonNode json() {
            return Api.JSON.readTree(body);
        }

        String status() {
            return json().path("status").stringValue();
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook/t0k3n";
    }

    void answer(IntUnaryOperator statusOfNth) {
        status = statusOfNth;
    }

    List<Hook> hooks() {
        synchronized (hooks) {
            return List.copyOf(hooks);
        }
    }

    List<String> statuses() {
        return hooks().stream().map(Hook::status).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int number;
        synchronized (hooks) {
            hooks.add(new Hook(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body));
            number = hooks.size();
        }
        int answer = status.applyAsInt(number);
        if (answer == 0) {
            awaitClose();
        } else {
            if (answer / 100 == 3) {
                exchange.getResponseHeaders().set("Location", url() + "/moved");
            }
            exchange.sendResponseHeaders(answer, -1);
        }
        exchange.close();
    }

    private void awaitClose() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
