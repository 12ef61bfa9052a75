package dev.hookline.spring.support;

import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookSigner;
import dev.hookline.workflow.engine.Engine;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with a real server on this machine, against a simulator. */
public final class RunningApplication implements AutoCloseable {
    /** All but whoever looks for it turns Spring Security off, as an application without it would have it. */
    public static final String WITHOUT_SECURITY = "spring.autoconfigure.exclude="
            + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.actuate.web.servlet"
            + ".ManagementWebSecurityAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.actuate.web.reactive"
            + ".ReactiveManagementWebSecurityAutoConfiguration,"
            + "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ReplicateSimulator simulator = Shouting.simulator();
    private final ConfigurableApplicationContext context;
    private final String url;

    private RunningApplication(WebApplicationType type, List<Class<?>> sources, String... properties) {
        int port = freePort();
        this.url = "http://127.0.0.1:" + port;
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port",
                port,
                "server.address",
                "127.0.0.1",
                "hookline.public-url",
                url,
                "hookline.replicate.base-url",
                simulator.url(),
                "hookline.replicate.token",
                simulator.token(),
                "hookline.files.directory",
                "target/hookline-files",
                "spring.main.banner-mode",
                "off"));
        for (String property : properties) {
            int equals = property.indexOf('=');
            all.put(property.substring(0, equals), property.substring(equals + 1));
        }
        this.context = new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(type)
                .properties(all)
                .run();
    }

    /** Starts an application of the given type, with the workflow of {@link Shouting}. */
    public static RunningApplication start(WebApplicationType type, String... properties) {
        return new RunningApplication(type, List.of(Shouting.class), properties);
    }

    /** Starts one with beans of its own beside those. */
    public static RunningApplication start(WebApplicationType type, Class<?> beans, String... properties) {
        return new RunningApplication(type, List.of(Shouting.class, beans), properties);
    }

    public ReplicateSimulator simulator() {
        return simulator;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public Engine engine() {
        return context.getBean(Engine.class);
    }

    public URI uri(String path) {
        return URI.create(url + path);
    }

    /** Sends a webhook as Replicate would, signed now. */
    public int webhook(String token, String body) throws Exception {
        return post("/webhooks/replicate/" + token, signed(body, Instant.now()), body);
    }

    public Map<String, List<String>> signed(String body, Instant at) {
        return WebhookSigner.of(SigningSecret.parse(simulator.secret()))
                .headers("msg_1", at, body.getBytes(StandardCharsets.UTF_8));
    }

    public int post(String path, Map<String, List<String>> headers, String body) throws Exception {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    public HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        context.close();
        simulator.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
