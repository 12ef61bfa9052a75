package dev.hookline.replicate;

import java.net.URI;
import java.time.Duration;
import java.util.random.RandomGenerator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A client, a server, and a time that waits for nobody. */
abstract class ClientTest {
    static final String TOKEN = "r8_secretTokenOfTheTests";
    static final String PREDICTION =
            "{\"id\":\"p1\",\"model\":\"acme/painter\",\"version\":\"hidden\",\"status\":\"starting\"}";

    @StartStop
    public final MockWebServer server = new MockWebServer();

    final SkippedTime time = new SkippedTime();
    private @Nullable Replicate replicate;

    @AfterEach
    void closeClient() {
        if (replicate != null) {
            replicate.close();
        }
        time.shutdownNow();
    }

    /** The client with patience without end, so that only what a test is about can happen. */
    Replicate replicate() {
        Replicate client = replicate == null ? builder().build() : replicate;
        replicate = client;
        return client;
    }

    void use(ReplicateBuilder builder) {
        replicate = builder.build();
    }

    static <E extends Throwable> E failure(Class<E> type, ThrowingCallable call) {
        return Assertions.catchThrowableOfType(type, call);
    }

    ReplicateBuilder builder() {
        return Replicate.builder()
                .token(TOKEN)
                .baseUrl(base())
                .attemptTimeout(SkippedTime.NEVER)
                .callTimeout(SkippedTime.NEVER)
                .scheduler(time)
                .clock(time)
                .random(new Halves());
    }

    /** The same with real time and little of it. */
    ReplicateBuilder hasty() {
        return Replicate.builder()
                .token(TOKEN)
                .baseUrl(base())
                .attemptTimeout(Duration.ofSeconds(1))
                .callTimeout(Duration.ofSeconds(1));
    }

    URI base() {
        return server.url("/v1").uri();
    }

    void answer(int status, String body) {
        server.enqueue(response(status, body).build());
    }

    static MockResponse.Builder response(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    RecordedRequest taken() {
        try {
            RecordedRequest request = server.takeRequest(5, java.util.concurrent.TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode body(RecordedRequest request) {
        return Json.parse(request.getBody().toByteArray());
    }

    static CreatePrediction request() {
        return CreatePrediction.model("acme/painter").input("prompt", "a boat").build();
    }

    /** Draws the middle of everything. */
    private static final class Halves implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0x5DEECE66DL;
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }
    }
}
