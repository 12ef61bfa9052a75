package dev.hookline.replicate.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateGovernorTest {
    private static final Duration ANY = Duration.ofDays(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> heldBack = new ArrayList<>();
    private final RateGovernor governor = new RateGovernor(
            600, 0, () -> now.get(), (lane, ordered, wait) -> heldBack.add(lane + " " + ordered + " " + wait));

    private void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    private long waitMillis() {
        return governor.reserve(Lane.CREATE, ANY).toMillis();
    }

    @Test
    void noMinuteSeesMoreThanTheLimitAndItsBurst() {
        int sent = 0;
        for (int i = 0; i < 60_000; i++) {
            advance(Duration.ofMillis(1));
            if (governor.reserve(Lane.CREATE, Duration.ZERO).isZero()) {
                sent++;
            }
        }

        assertThat(sent).isBetween(600, 662);
    }

    @Test
    void whatIsNotTakenDoesNotUseUpAPlace() {
        IntStream.range(0, 61).forEach(i -> assertThat(waitMillis()).isZero());
        IntStream.range(0, 100)
                .forEach(i ->
                        assertThat(governor.reserve(Lane.CREATE, Duration.ZERO)).isEqualTo(Duration.ofMillis(100)));

        assertThat(waitMillis()).isEqualTo(100);
        assertThat(waitMillis()).isEqualTo(200);
    }

    @Test
    void afterAPauseCallsComeOneByOneAndNotTogether() {
        governor.slowDown(Lane.CREATE, Duration.ofSeconds(30));

        assertThat(waitMillis()).isEqualTo(30_000);
        assertThat(waitMillis()).isEqualTo(30_100);
        assertThat(governor.reserve(Lane.OTHER, ANY)).isZero();
        assertThat(governor.pause(Lane.CREATE)).isEqualTo(Duration.ofSeconds(30));
        advance(Duration.ofSeconds(30));
        assertThat(governor.pause(Lane.CREATE)).isZero();
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldAnyoneUp() {
        IntStream.range(0, 61).forEach(i -> assertThat(waitMillis()).isZero());
        advance(Duration.ofHours(-3));

        assertThat(waitMillis()).isEqualTo(100);
    }

    @Test
    void whoeverListensHearsOfWaitsAndOfPausesAndOfNothingElse() {
        IntStream.range(0, 61).forEach(i -> assertThat(waitMillis()).isZero());
        assertThat(governor.reserve(Lane.CREATE, Duration.ZERO)).isPositive();
        assertThat(heldBack).isEmpty();

        assertThat(waitMillis()).isEqualTo(100);
        governor.slowDown(Lane.OTHER, Duration.ofSeconds(2));
        assertThat(heldBack).containsExactly("CREATE false PT0.1S", "OTHER true PT2S");
    }

    @Test
    void aListenerThatThrowsHoldsNobodyUp() {
        RateGovernor unlucky = new RateGovernor(600, 0, () -> now.get(), (lane, ordered, wait) -> {
            throw new IllegalStateException("not today");
        });

        unlucky.slowDown(Lane.CREATE, Duration.ofSeconds(1));
        assertThat(unlucky.reserve(Lane.CREATE, ANY)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutALimitNobodyWaits() {
        IntStream.range(0, 10_000)
                .forEach(i -> assertThat(governor.reserve(Lane.OTHER, ANY)).isZero());
    }
}
