package dev.hookline.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests of a program that knows a server's address and the header that lets it in. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI server;
    private final String authorization;

    Http(URI server, String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    JsonNode get(String path) throws IOException {
        return JSON.readTree(bytes(path));
    }

    byte[] bytes(String path) throws IOException {
        return send(request(path).GET().build(), 200);
    }

    JsonNode post(String path, String json, int expectedStatus) throws IOException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return JSON.readTree(send(request, expectedStatus));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", authorization);
    }

    private static byte[] send(HttpRequest request, int expectedStatus) throws IOException {
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
            assertThat(response.statusCode())
                    .as(request.method() + " " + request.uri())
                    .isEqualTo(expectedStatus);
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
