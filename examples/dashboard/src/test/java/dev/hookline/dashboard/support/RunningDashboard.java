package dev.hookline.dashboard.support;

import dev.hookline.dashboard.DashboardApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole dashboard on a free port, with a client that knows no more than HTTP. */
public final class RunningDashboard implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The name of the first account. */
    public static final String USER = "tester";

    /** The password of the first account. */
    public static final String PASSWORD = "right-password";

    private final ConfigurableApplicationContext context;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private RunningDashboard(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Starts it on a data folder, with a quick simulator inside and further properties as {@code name=value}. */
    public static RunningDashboard start(Path data, String... properties) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "server.port", "0",
                "dashboard.data", data.toString(),
                "dashboard.user", USER,
                "dashboard.password", PASSWORD,
                "dashboard.simulator.startup", "0ms",
                "dashboard.simulator.latency", "20ms",
                "logging.level.dev.hookline", "WARN"));
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        String[] arguments = all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return new RunningDashboard(SpringApplication.run(DashboardApplication.class, arguments));
    }

    /** A bean of the application. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Where a path of it is. */
    public URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** GETs. */
    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** GETs bytes. */
    public HttpResponse<byte[]> getBytes(String path) {
        return send(request(path), BodyHandlers.ofByteArray());
    }

    /** GETs JSON. */
    public JsonNode json(String path) {
        return MAPPER.readTree(get(path).body());
    }

    /** POSTs a body of a type. */
    public HttpResponse<String> post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** Sends any request. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    /** Sends any request and reads its answer in some way. */
    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request of the first account's program that is to be completed. */
    public HttpRequest.Builder request(String path) {
        return request(path, USER, PASSWORD);
    }

    /** A request of somebody's program. */
    public HttpRequest.Builder request(String path, String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(url(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** POSTs a form with files to the API. */
    public HttpResponse<String> upload(Multipart form) {
        return send(request("/api/jobs/custom-prompt")
                .header("Content-Type", form.contentType())
                .POST(form.body()));
    }

    /** Starts a job with photos, and gives its id. */
    public String startJob(Multipart form) {
        HttpResponse<String> answer = upload(form);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return MAPPER.readTree(answer.body()).path("id").asString();
    }

    /** Starts a job, and gives its id. */
    public String startJob(String prompt, String size, int images) {
        JsonNode body = MAPPER.createObjectNode()
                .put("prompt", prompt)
                .put("size", size)
                .put("images", images)
                .put("format", "png");
        HttpResponse<String> answer = post("/api/jobs/text-to-image", "application/json", body.toString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return MAPPER.readTree(answer.body()).path("id").asString();
    }

    /** Waits for a job to end, and gives it. */
    public JsonNode awaitEnd(String id) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> json("/api/jobs/" + id),
                        job -> !job.path("status").asString().equals("processing"));
    }

    /** Reads JSON. */
    public static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }

    @Override
    public void close() {
        context.close();
    }
}
