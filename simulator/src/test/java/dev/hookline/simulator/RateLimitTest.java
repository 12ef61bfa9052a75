package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.Api.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final String INSTANT = "/models/simulator/instant/predictions";

    @Test
    void aBurstIsTakenThenCreatesAreRefusedUntilTheTimeTheAnswerSays() {
        VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-05-01T10:00:00Z"));
        try (ReplicateSimulator simulator =
                ReplicateSimulator.builder().time(time).rateLimits(60, 3000).start()) {
            Api api = new Api(simulator);
            assertThat(IntStream.range(0, 7).map(i -> create(api).status()))
                    .containsExactly(201, 201, 201, 201, 201, 201, 429);

            Reply refused = create(api);
            assertThat(refused.json().path("retry_after").intValue()).isEqualTo(1);
            assertThat(api.get("/predictions").status()).isEqualTo(200);
            time.advance(Duration.ofSeconds(1));
            assertThat(create(api).status()).isEqualTo(201);
            assertThat(create(api).status()).isEqualTo(429);
            assertThat(simulator.received().predictionsMade()).isEqualTo(7);
        }
    }

    private static Reply create(Api api) {
        return api.post(INSTANT, Api.input("a", "b"));
    }
}
