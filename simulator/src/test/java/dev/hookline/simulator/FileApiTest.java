package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.Api.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FileApiTest {

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-05-01T10:00:00Z"));
    private final ReplicateSimulator simulator = ReplicateSimulator.builder()
            .time(time)
            .model(
                    "acme/read",
                    input -> ModelAnswer.of(
                            new String(input.file(input.text("file").orElse("")), StandardCharsets.UTF_8)))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Reply upload(String name, String content) {
        String body = """
                --limit\r
                Content-Disposition: form-data; name="content"; filename="%s"\r
                Content-Type: text/plain\r
                \r
                %s\r
                --limit\r
                Content-Disposition: form-data; name="metadata"\r
                \r
                {"customer":123}\r
                --limit--\r
                """.formatted(name, content);
        return Api.send(api.request("/files")
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void anUploadIsKeptWithWhatItCameWith() {
        Reply created = upload("a.txt", "first\r\nsecond --limi");
        JsonNode file = api.get("/files/" + created.text("id")).json();

        assertThat(created.status()).isEqualTo(201);
        assertThat(file).isEqualTo(created.json());
        assertThat(file.path("size").intValue()).isEqualTo(20);
        assertThat(file.path("content_type").stringValue()).isEqualTo("text/plain");
        assertThat(file.path("metadata").path("customer").intValue()).isEqualTo(123);
        assertThat(file.path("checksums").path("sha256").stringValue()).hasSize(64);
        assertThat(file.path("urls").path("get").stringValue()).endsWith("/v1/files/" + created.text("id"));
    }

    @Test
    void anUploadCanBeAnInput() {
        String url =
                upload("a.txt", "what it says").json().path("urls").path("get").stringValue();
        String id = api.post("/models/acme/read/predictions", Api.input("file", url))
                .text("id");
        time.advance(Duration.ofSeconds(1));
        assertThat(api.prediction(id).path("output").stringValue()).isEqualTo("what it says");
    }

    @Test
    void filesAreListedNewestFirstAndCanBeDeleted() {
        String first = upload("a.txt", "a").text("id");
        String second = upload("b.txt", "b").text("id");
        assertThat(api.get("/files").json().path("results").findValuesAsString("id"))
                .containsExactly(second, first);

        assertThat(Api.send(api.request("/files/" + first).DELETE().build()).status())
                .isEqualTo(204);
        assertThat(api.get("/files/" + first).text("detail")).isEqualTo("File not found");
        assertThat(api.get("/files").json().path("results").findValuesAsString("id"))
                .containsExactly(second);
    }

    @Test
    void filesExpire() {
        String id = upload("a.txt", "a").text("id");
        time.advance(Duration.ofHours(25));
        assertThat(api.get("/files/" + id).status()).isEqualTo(404);
    }

    @Test
    void whatIsNoUploadIsRefused() {
        assertThat(Api.send(api.request("/files")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build())
                        .status())
                .isEqualTo(400);
        assertThat(upload("", "no name").status()).isEqualTo(422);
    }

    @Test
    void moreThan100MegabytesAreRefusedBeforeTheyAreSent() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            socket.setSoTimeout(10_000);
            String head = "POST /v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + simulator.token()
                    + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 110000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
            assertThat(answer.lines().takeWhile(line -> !line.isEmpty()).toList())
                    .anyMatch(line -> line.equalsIgnoreCase("Content-type: application/problem+json"));
        }
    }

    @Test
    void aDownloadNeedsItsSignatureAndNoToken() {
        String id = upload("a.txt", "what it says").text("id");
        String signed = simulator.downloadUrl(id);
        assertThat(Api.download(signed).body()).asString(StandardCharsets.UTF_8).isEqualTo("what it says");
        time.advance(Duration.ofHours(2));
        assertThat(Api.download(signed).statusCode()).isEqualTo(404);

        String query = "/files/" + id + "/download?owner=me&expiry=" + Long.MAX_VALUE + "&signature=forged";
        assertThat(api.get(query).status()).isEqualTo(404);
        assertThat(api.get("/files/" + id + "/download").status()).isEqualTo(404);
    }
}
