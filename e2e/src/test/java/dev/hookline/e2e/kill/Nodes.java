package dev.hookline.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Nodes in processes of their own behind one address, which hands each request to one that answers. */
final class Nodes implements AutoCloseable {
    private static final List<String> HEADERS = List.of("webhook-id", "webhook-timestamp", "webhook-signature");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger starts = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpServer server;
    private final Path folder;
    private final String database;
    private final String replicate;

    private Nodes(HttpServer server, Path folder, String database, String replicate) {
        this.server = server;
        this.folder = folder;
        this.database = database;
        this.replicate = replicate;
    }

    static Nodes open(Path folder, String database, String replicate) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Nodes nodes = new Nodes(server, folder, database, replicate);
        server.createContext("/", nodes::handOn);
        server.setExecutor(nodes.threads);
        server.start();
        return nodes;
    }

    private record Node(JavaProcess process) {
        Optional<URI> address() {
            return process.find("port=").map(port -> URI.create("http://localhost:" + port));
        }
    }

    void start() throws IOException {
        nodes.add(new Node(JavaProcess.start(
                folder.resolve("node" + starts.incrementAndGet() + ".txt"),
                List.of(
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        NodeProgram.class.getName(),
                        database,
                        replicate,
                        "http://localhost:" + server.getAddress().getPort() + "/webhooks",
                        folder.resolve("files").toString()))));
    }

    /** Kills one of the nodes that answer, and starts another in its place; false when none answers at the moment. */
    boolean killOne(Random random) throws IOException {
        reviveThoseThatFoundNoDatabase();
        List<Node> ready = ready();
        if (ready.isEmpty()) {
            return false;
        }
        Node victim = ready.get(random.nextInt(ready.size()));
        victim.process().kill();
        nodes.remove(victim);
        start();
        return true;
    }

    /** A node that is started while the database is away ends, and whoever watches over it starts it again. */
    void reviveThoseThatFoundNoDatabase() throws IOException {
        for (Node node : List.copyOf(nodes)) {
            if (!node.process().isAlive()) {
                assertThat(node.process().printed()).contains("org.postgresql");
                nodes.remove(node);
                start();
            }
        }
    }

    /** Asks for a job under a key until somebody says that it is durable. */
    boolean tryToStartJob(String key) throws InterruptedException {
        HttpResponse<byte[]> response = send("/start/" + key, List.of(), new byte[0]);
        return response != null && response.statusCode() == 200;
    }

    private List<Node> ready() {
        return nodes.stream().filter(node -> node.address().isPresent()).toList();
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<String> headers = HEADERS.stream()
                    .flatMap(name -> Optional.ofNullable(
                                    exchange.getRequestHeaders().getFirst(name))
                            .stream()
                            .flatMap(value -> List.of(name, value).stream()))
                    .toList();
            HttpResponse<byte[]> response = send(exchange.getRequestURI().getPath(), headers, body);
            exchange.sendResponseHeaders(response == null ? 502 : response.statusCode(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To one node only, or a request that was taken might be repeated; null when it did not answer. */
    private @Nullable HttpResponse<byte[]> send(String path, List<String> headers, byte[] body)
            throws InterruptedException {
        List<Node> ready = ready();
        if (ready.isEmpty()) {
            return null;
        }
        URI address = ready.get(Math.floorMod(requests.getAndIncrement(), ready.size()))
                .address()
                .orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(5))
                .POST(BodyPublishers.ofByteArray(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        nodes.forEach(node -> node.process().close());
    }
}
