package dev.hookline.simulator.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's code, to be tested: it asks for greetings and takes them by webhook. */
final class Greeter implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger greeted = new AtomicInteger();
    private final HttpServer server;
    private final String url;
    private final String token;

    Greeter(String url, String token) throws IOException {
        this.url = url;
        this.token = token;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    String greet(String name) {
        String path = "/" + waiting.size();
        CompletableFuture<String> greeting = new CompletableFuture<>();
        waiting.put(path, greeting);
        String webhook = "http://localhost:" + server.getAddress().getPort() + path;
        HttpRequest create = HttpRequest.newBuilder(URI.create(url + "/models/replicate/hello-world/predictions"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("""
                        {"input": {"text": "%s"}, "webhook": "%s", "webhook_events_filter": ["completed"]}""".formatted(name, webhook)))
                .build();
        var unused = client.sendAsync(create, BodyHandlers.discarding());
        return greeting.orTimeout(10, TimeUnit.SECONDS).join();
    }

    int greeted() {
        return greeted.get();
    }

    private void receive(HttpExchange exchange) throws IOException {
        JsonNode prediction =
                JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
        CompletableFuture<String> greeting =
                waiting.get(exchange.getRequestURI().getPath());
        if (greeting != null && greeting.complete(prediction.path("output").asString(""))) {
            greeted.incrementAndGet();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
