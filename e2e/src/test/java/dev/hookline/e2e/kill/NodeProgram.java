package dev.hookline.e2e.kill;

import static dev.hookline.workflow.PredictionRequest.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.file.LocalFileStore;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.JobLabels;
import dev.hookline.replicate.RateLimits;
import dev.hookline.replicate.Replicate;
import dev.hookline.replicate.RetryPolicy;
import dev.hookline.webhook.RotatingSecrets;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.WebhookEndpoint;
import dev.hookline.workflow.gateway.ReplicateGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/** A node in a process of its own: {@code POST /start/KEY} starts a job, {@code POST /webhooks/TOKEN} is Replicate's. */
final class NodeProgram {
    record Word(String text) {}

    record Line(List<String> words) {}

    /** A create whose node dies under it is a try, and here nodes die for a minute. */
    private static final StepOptions OPTIONS = StepOptions.DEFAULTS.withMaxTries(50);

    private static final Workflow<Word, String> UPPER = Workflow.define(
            "upper",
            Word.class,
            flow -> flow.with(OPTIONS)
                    .predict(
                            "ask",
                            String.class,
                            flow.input(),
                            word -> model("acme/upper").input("text", word.text())));

    /** Three predictions: one for each of two words, and one that joins them. */
    static final Workflow<Line, String> JOINED = Workflow.define("joined", Line.class, flow -> {
        var words = flow.forEach(
                "word",
                flow.input(),
                line -> line.words().stream().map(Word::new).toList(),
                UPPER);
        return flow.with(OPTIONS)
                .predict("join", String.class, words, all -> model("acme/join").input("texts", all));
    });

    /** No two inputs of all jobs are the same, so that a prediction that is made twice shows. */
    static Line lineOf(String key) {
        return new Line(List.of(key + "-a", key + "-b"));
    }

    private final Engine engine;
    private final WebhookEndpoint endpoint;

    private NodeProgram(Engine engine, WebhookEndpoint endpoint) {
        this.engine = engine;
        this.endpoint = endpoint;
    }

    /** The arguments: JDBC URL, Replicate's URL, the URL for callbacks, a folder for files. */
    public static void main(String[] arguments) throws IOException {
        Replicate replicate = Replicate.builder()
                .baseUrl(URI.create(arguments[1]))
                .token(ReplicateProgram.TOKEN)
                .retries(RetryPolicy.none())
                .rateLimits(RateLimits.none())
                .build();
        Engine engine = Engine.builder()
                .store(JdbcJobStore.builder(pool(arguments[0]))
                        .createSchema(true)
                        .build())
                .files(LocalFileStore.create(Path.of(arguments[3])))
                .gateway(ReplicateGateway.create(replicate))
                .callbackUrl(URI.create(arguments[2]))
                .workflows(JOINED)
                .pollInterval(Duration.ofMillis(200))
                .lease(Duration.ofSeconds(3))
                .lostAnswerGrace(Duration.ofSeconds(10))
                .build();
        NodeProgram node = new NodeProgram(
                engine, WebhookEndpoint.create(engine, WebhookVerifier.of(RotatingSecrets.of(replicate))));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/start/", node::start);
        server.createContext("/webhooks/", node::receive);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
        System.out.println("port=" + server.getAddress().getPort());
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(3_000);
        return new HikariDataSource(config);
    }

    /** The same key starts the same job, however often it is asked for. */
    private void start(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = lastOf(exchange);
            try {
                byte[] id = engine.start(JOINED, lineOf(key), JobLabels.NONE.withIdempotencyKey(key))
                        .value()
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, id.length);
                exchange.getResponseBody().write(id);
            } catch (RuntimeException e) { // the database is away
                exchange.sendResponseHeaders(503, -1);
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(endpoint.maxBodyBytes() + 1);
            WebhookHeaders headers = WebhookHeaders.of(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(
                    endpoint.receive(lastOf(exchange), headers, body).status(), -1);
        }
    }

    private static String lastOf(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
