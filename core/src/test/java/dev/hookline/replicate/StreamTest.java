package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class StreamTest extends ClientTest {
    private void events(String text) {
        server.enqueue(events(200, text).build());
    }

    private static MockResponse.Builder events(int status, String text) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "text/event-stream")
                .body(text);
    }

    private static Prediction streaming(String url) {
        return Prediction.parse(("{\"id\": \"p1\", \"status\": \"starting\", \"urls\": {\"stream\": \"" + url + "\"}}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private PredictionStream stream() {
        return replicate().predictions().stream(
                streaming(server.url("/stream/p1").toString()));
    }

    @Test
    void anOutputComesPieceByPiece() {
        events("""
                event: output
                id: 1
                data: Once

                event: logs
                data: 5%

                event: output
                id: 2
                data:  upon

                event: new
                data: x

                event: done
                data: {}

                """);

        try (PredictionStream stream = stream()) {
            assertThat(stream.events())
                    .containsExactly(
                            new StreamEvent("1", "output", "Once"),
                            new StreamEvent("1", "logs", "5%"),
                            new StreamEvent("2", "output", " upon"),
                            new StreamEvent("2", "new", "x"),
                            new StreamEvent("2", "done", "{}"));
        }
        RecordedRequest sent = taken();
        assertThat(sent.getTarget()).isEqualTo("/stream/p1");
        assertThat(sent.getHeaders().get("Accept")).isEqualTo("text/event-stream");
        assertThat(sent.getHeaders().get("Last-Event-ID")).isNull();
    }

    @Test
    void aKindIsKnownOrUnknown() {
        assertThat(List.of("output", "logs", "error", "done", "unknown", "more").stream()
                        .map(type -> new StreamEvent("", type, "").kind()))
                .containsExactly(
                        StreamEvent.Kind.OUTPUT,
                        StreamEvent.Kind.LOGS,
                        StreamEvent.Kind.ERROR,
                        StreamEvent.Kind.DONE,
                        StreamEvent.Kind.UNKNOWN,
                        StreamEvent.Kind.UNKNOWN);
    }

    @Test
    void aLostConnectionIsResumedAfterTheLastEvent() {
        events("retry: 3000\nevent: output\nid: 7\ndata: a\n\nevent: output\nid: 8\ndata: half an ev");
        events("event: output\nid: 8\ndata: b\n\nevent: done\ndata: {}\n\n");

        try (PredictionStream stream = stream()) {
            assertThat(stream.events()).extracting(StreamEvent::data).containsExactly("a", "b", "{}");
        }
        taken();
        assertThat(taken().getHeaders().get("Last-Event-ID")).isEqualTo("7");
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void aStreamThatIsLostFiveTimesWithoutAnEventIsGivenUp() {
        for (int i = 0; i < 9; i++) {
            events(": nothing\n\n");
        }

        try (PredictionStream stream = stream()) {
            assertThatThrownBy(stream::hasNext).isInstanceOf(ReplicateConnectionException.class);
            assertThat(stream.hasNext()).isFalse();
            assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void aModelThatSaysNothingForLongIsWaitedFor() {
        use(hasty().callTimeout(Duration.ofSeconds(20)));
        server.enqueue(events(200, "retry: 1\n" + ":".repeat(100) + "\nevent: done\ndata: {}\n\n")
                .throttleBody(50, 1, TimeUnit.HOURS)
                .build());
        events("event: done\ndata: {}\n\n");

        try (PredictionStream stream = stream()) {
            assertThat(stream.events()).extracting(StreamEvent::kind).containsExactly(StreamEvent.Kind.DONE);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aStreamThatIsGoneIsNotFound() {
        server.enqueue(events(404, "").build());

        assertThatThrownBy(stream()::hasNext).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aStreamThatIsClosedHasNoMoreEvents() {
        events("event: output\ndata: a\n\nevent: output\ndata: b\n\n");

        PredictionStream stream = stream();
        assertThat(stream.next().data()).isEqualTo("a");
        stream.close();

        assertThat(stream.hasNext()).isFalse();
    }

    @Test
    void aStreamIsOpenedOnReplicatesOwnHostsOnly() {
        for (String url : List.of(
                "https://replicate.com.example.com/s",
                "http://stream.replicate.com/s",
                "https://stream.replicate.com:8443/s",
                "https://evilreplicate.com/s")) {
            assertThatThrownBy(() -> replicate().predictions().stream(streaming(url)))
                    .isInstanceOf(ReplicateException.class)
                    .hasMessageContaining("not opened");
        }
        replicate().predictions().stream(streaming("https://stream.replicate.com/v1/files/x"))
                .close();
    }

    @Test
    void aModelThatCannotStreamIsSaidNotTo() {
        Prediction prediction = Prediction.parse(PREDICTION.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> replicate().predictions().stream(prediction)).hasMessageContaining("has no stream");
    }
}
