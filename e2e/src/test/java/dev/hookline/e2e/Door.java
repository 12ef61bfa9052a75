package dev.hookline.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.workflow.engine.Answer;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The one address that Replicate knows: it hands each request to the next of the nodes that are alive. */
final class Door implements AutoCloseable {
    private static final String PATH = "/webhooks/replicate/";

    private final List<WebhookEndpoint> endpoints = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpServer server;

    private Door(HttpServer server) {
        this.server = server;
    }

    static Door open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Door door = new Door(server);
        server.createContext(PATH, door::receive);
        server.setExecutor(door.threads);
        server.start();
        return door;
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + PATH);
    }

    /** The address of a path, such as one that the simulator was given. */
    URI url(String path) {
        return url().resolve(path);
    }

    void add(WebhookEndpoint endpoint) {
        endpoints.add(endpoint);
    }

    void remove(WebhookEndpoint endpoint) {
        endpoints.remove(endpoint);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<WebhookEndpoint> alive = List.copyOf(endpoints);
            if (alive.isEmpty()) {
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            WebhookEndpoint next = alive.get(Math.floorMod(requests.getAndIncrement(), alive.size()));
            byte[] body = exchange.getRequestBody().readNBytes(next.maxBodyBytes() + 1);
            String path = exchange.getRequestURI().getPath();
            Answer answer = next.receive(
                    path.substring(path.lastIndexOf('/') + 1), WebhookHeaders.of(exchange.getRequestHeaders()), body);
            exchange.sendResponseHeaders(answer.status(), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
