package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamTest {

    private final ReplicateSimulator simulator = ReplicateSimulator.builder()
            .model("acme/words", new Words())
            .model("acme/mute", input -> ModelAnswer.of("silence"))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** Streams the numbers below {@code count}, or fails. */
    private static final class Words implements SimulatedModel {

        @Override
        public ModelAnswer run(ModelInput input) {
            if (input.text("error").isPresent()) {
                return ModelAnswer.failed(input.text("error").get());
            }
            int count = Integer.parseInt(input.text("count").orElse("0"));
            List<String> words =
                    IntStream.range(0, count).mapToObj(i -> "w" + i + "\nx").toList();
            return ModelAnswer.streamed(words, Duration.ofMillis(20)).withLogs("counting");
        }

        @Override
        public boolean streams() {
            return true;
        }
    }

    private String streamOf(String field, String value) {
        return api.post("/models/acme/words/predictions", Api.input(field, value))
                .json()
                .path("urls")
                .path("stream")
                .stringValue();
    }

    private static String read(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        return Api.send((headers.length == 0 ? request : request.headers(headers)).build())
                .body();
    }

    @Test
    void wordsComeAsEventsAndThenItIsDone() {
        assertThat(read(streamOf("count", "2"))).isEqualTo("""
                event: logs
                id: 1
                data: counting

                event: output
                id: 2
                data: w0
                data: x

                event: output
                id: 3
                data: w1
                data: x

                event: done
                id: 4
                data: {}

                """);
    }

    @Test
    void aReaderResumesAfterTheLastEventItSaw() {
        String url = streamOf("count", "3");
        String whole = read(url);
        assertThat(read(url, "Last-Event-ID", "3")).isEqualTo(whole.substring(whole.indexOf("event: output\nid: 4")));
    }

    @Test
    void aFailureIsToldAndEndsTheStream() {
        assertThat(read(streamOf("error", "It broke")))
                .contains("event: error\nid: 1\ndata: {\"detail\":\"It broke\"}")
                .endsWith("event: done\nid: 2\ndata: {\"reason\":\"error\"}\n\n");
    }

    @Test
    void aCancelEndsTheStream() {
        String url = streamOf("count", "5000");
        String id = url.substring(url.lastIndexOf('/') + 1);
        api.post("/predictions/" + id + "/cancel", Api.JSON.createObjectNode());
        assertThat(read(url)).endsWith("data: {\"reason\":\"canceled\"}\n\n");
    }

    @Test
    void aModelThatDoesNotStreamHasNoStream() {
        String id =
                api.post("/models/acme/mute/predictions", Api.input("a", "b")).text("id");
        assertThat(api.prediction(id).path("urls").has("stream")).isFalse();
        assertThat(Api.download(simulator.url().replace("/v1", "/stream/" + id)).statusCode())
                .isEqualTo(404);
    }
}
