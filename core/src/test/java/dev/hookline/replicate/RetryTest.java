package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends ClientTest {
    private void cutConnection() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
    }

    @Nested
    class ACreate {
        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504})
        void isNeverRepeatedAfterAServerError(int status) {
            answer(status, "{\"detail\": \"sorry\"}");

            ReplicateApiException failure = failure(
                    ReplicateApiException.class, () -> replicate().predictions().create(request()));

            assertThat(failure.status()).isEqualTo(status);
            assertThat(server.getRequestCount()).isEqualTo(1);
        }

        @Test
        void isNeverRepeatedWhenItsAnswerIsLost() {
            cutConnection();

            ReplicateConnectionException failure = failure(
                    ReplicateConnectionException.class,
                    () -> replicate().predictions().create(request()));

            assertThat(failure.mayHaveBeenReceived()).isTrue();
            assertThat(server.getRequestCount()).isEqualTo(1);
        }

        @Test
        void isRepeatedAfterA429BecauseThatSaysNothingWasMade() {
            answer(429, "{\"detail\": \"Request was throttled.\", \"retry_after\": 3}");
            answer(201, PREDICTION);

            assertThat(replicate().predictions().create(request()).id()).isEqualTo("p1");

            assertThat(server.getRequestCount()).isEqualTo(2);
            assertThat(time.waits()).contains(Duration.ofMillis(3_250));
        }

        @Test
        void isNotRepeatedAtAllWhenThePolicyIsNone() {
            use(builder().retries(RetryPolicy.none()));
            answer(429, "{\"retry_after\": 3}");

            RateLimitedException failure = failure(
                    RateLimitedException.class, () -> replicate().predictions().create(request()));

            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
            assertThat(server.getRequestCount()).isEqualTo(1);
            assertThat(time.waits()).isEmpty();
        }
    }

    @Nested
    class AGet {
        @ParameterizedTest
        @ValueSource(ints = {429, 500, 502, 503})
        void isRepeatedUntilItIsAnswered(int status) {
            answer(status, "");
            answer(status, "<html>");
            answer(200, PREDICTION);

            assertThat(replicate().predictions().get("p1").id()).isEqualTo("p1");

            assertThat(server.getRequestCount()).isEqualTo(3);
        }

        @Test
        void isRepeatedWhenTheConnectionIsCut() {
            // The JDK's client repeats a GET once by itself, so two cuts can be one of ours.
            IntStream.range(0, 4).forEach(i -> cutConnection());
            answer(200, PREDICTION);

            assertThat(replicate().predictions().get("p1").id()).isEqualTo("p1");
        }

        @Test
        void isGivenUpAfterFiveTriesWithTheLastAnswer() {
            IntStream.rangeClosed(1, 6).forEach(i -> answer(503, "{\"detail\": \"try " + i + "\"}"));

            ReplicateApiException failure = failure(
                    ReplicateApiException.class, () -> replicate().predictions().get("p1"));

            assertThat(failure.detail()).isEqualTo("try 5");
            assertThat(server.getRequestCount()).isEqualTo(5);
        }

        @Test
        void waitsTwiceAsLongEachTimeWithJitter() {
            IntStream.rangeClosed(1, 5).forEach(i -> answer(500, ""));

            failure(ReplicateApiException.class, () -> replicate().predictions().get("p1"));

            assertThat(time.waits())
                    .containsExactly(
                            Duration.ofMillis(375),
                            Duration.ofMillis(750),
                            Duration.ofMillis(1_500),
                            Duration.ofMillis(3_000));
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 402, 403, 404, 409, 413, 422})
        void isNotRepeatedWhenItIsRefused(int status) {
            answer(status, "{}");

            failure(ReplicateApiException.class, () -> replicate().predictions().get("p1"));

            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Nested
    class TheWaitThatReplicateAsksFor {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Retry-After: 7                             |                                      | 7000",
                    "Retry-After: 0                             |                                      | 0",
                    "Retry-After: Thu, 01 Jan 2026 00:00:09 GMT |                                      | 9000",
                    "Retry-After: Wed, 31 Dec 2025 00:00:00 GMT |                                      | 0",
                    "Retry-After: soon                          | {\"retry_after\": 4}                 | 4000",
                    "X: y                                       | {\"retry_after\": 1.5}               | 1500",
                    "X: y                                       | {\"retry_after\": \"12\"}            | 12000",
                    "X: y                                       | {\"detail\": \"it resets in ~30s.\"} | 30000",
                    "Retry-After: 999999999                     |                                      | 3600000",
                })
        void isReadInEveryFormInWhichItComes(String header, String body, long millis) {
            use(builder().retries(RetryPolicy.none()));
            String[] parts = header.split(": ", 2);
            server.enqueue(response(429, body == null ? "" : body)
                    .addHeader(parts[0], parts[1])
                    .build());

            RateLimitedException failure = failure(
                    RateLimitedException.class, () -> replicate().predictions().create(request()));

            assertThat(failure.retryAfter()).contains(Duration.ofMillis(millis));
        }

        @Test
        void isNotWaitedForWhenTheDeadlineComesFirst() {
            use(hasty());
            answer(429, "{\"retry_after\": 60}");
            answer(201, PREDICTION);

            RateLimitedException failure = failure(
                    RateLimitedException.class, () -> replicate().predictions().create(request()));

            assertThat(failure.retryAfter()).contains(Duration.ofMinutes(1));
            assertThat(server.getRequestCount()).isEqualTo(1);
        }

        @Test
        void holdsBackEveryOtherCreateButNoGet() {
            use(builder().retries(RetryPolicy.none()));
            answer(429, "{\"retry_after\": 20}");
            answer(200, PREDICTION);
            answer(201, PREDICTION);

            failure(RateLimitedException.class, () -> replicate().predictions().create(request()));
            replicate().predictions().get("p1");
            assertThat(time.waits()).isEmpty();
            replicate().predictions().create(request());

            assertThat(time.waits()).containsExactly(Duration.ofSeconds(20));
        }
    }

    @Nested
    class TheRateLimit {
        @Test
        void letsABurstThroughAndThenSpacesCreatesEvenly() {
            use(builder().rateLimits(new RateLimits(60, 60)));
            IntStream.range(0, 9).forEach(i -> answer(201, PREDICTION));

            IntStream.range(0, 9).forEach(i -> replicate().predictions().create(request()));

            assertThat(time.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        }

        @Test
        void refusesWhatItWouldHoldBackBeyondTheDeadlineWithoutSendingIt() {
            use(hasty().retries(RetryPolicy.none()));
            answer(429, "{\"retry_after\": 60}");
            failure(RateLimitedException.class, () -> replicate().predictions().create(request()));

            RateLimitedException failure = failure(
                    RateLimitedException.class, () -> replicate().predictions().create(request()));

            assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
            assertThat(failure).hasMessageContaining("not sent");
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }
}
