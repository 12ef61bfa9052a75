package dev.hookline.benchmarks.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.workflow.engine.Answer;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server for webhooks. */
public final class WebhookServer implements AutoCloseable {
    private static final String PATH = "/webhooks/replicate/";

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms on Java 17
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private WebhookServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Binds to a free port; takes nothing yet. */
    public static WebhookServer create(int threads) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        server.setExecutor(executor);
        return new WebhookServer(server, executor);
    }

    /** Where webhooks go, without the token. */
    public URI url() {
        return URI.create("http://localhost:" + port() + "/webhooks/replicate");
    }

    /** The port on the loopback interface. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What a webhook comes to. */
    @FunctionalInterface
    public interface Receiver {
        /** Takes one. */
        Answer receive(String token, WebhookHeaders headers, byte[] body);
    }

    /** Begins to take webhooks. */
    public void serve(Receiver receiver) {
        server.createContext(PATH, exchange -> receive(receiver, exchange));
        server.start();
    }

    private static void receive(Receiver receiver, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(WebhookEndpoint.DEFAULT_MAX_BODY_BYTES + 1);
        String token = exchange.getRequestURI().getPath().substring(PATH.length());
        Answer answer = receiver.receive(token, WebhookHeaders.of(exchange.getRequestHeaders()), body);
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
