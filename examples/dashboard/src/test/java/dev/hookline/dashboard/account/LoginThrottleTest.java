package dev.hookline.dashboard.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(() -> now);

    @Test
    void fourWrongPasswordsAreFree() {
        fail(4, "somebody", HERE);

        assertThat(throttle.mustWait("somebody", HERE)).isFalse();
    }

    @Test
    void eachFurtherOneHasToWaitTwiceAsLongAndAMinuteAtMost() {
        fail(5, "somebody", HERE);
        assertThat(waitOf("somebody")).isEqualTo(Duration.ofSeconds(1));
        fail(1, "somebody", HERE);
        assertThat(waitOf("somebody")).isEqualTo(Duration.ofSeconds(2));
        fail(20, "somebody", HERE);
        assertThat(waitOf("somebody")).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void nobodyLocksAnotherOutFromSomewhereElse() {
        fail(20, "somebody", THERE);

        assertThat(throttle.mustWait("SOMEBODY", THERE)).isTrue();
        assertThat(throttle.mustWait("somebody", HERE)).isFalse();
    }

    @Test
    void manyNamesFromOneAddressAreSlowedDownTogether() {
        for (int i = 0; i < 30; i++) {
            fail(1, "name " + i, HERE);
        }

        assertThat(throttle.mustWait("a new name", HERE)).isTrue();
        assertThat(throttle.mustWait("a new name", THERE)).isFalse();
    }

    @Test
    void aRightPasswordMakesTheNameFreeAgain() {
        fail(5, "somebody", HERE);

        throttle.succeeded("somebody", HERE);

        assertThat(throttle.mustWait("somebody", HERE)).isFalse();
    }

    private Duration waitOf(String name) {
        Instant before = now;
        while (throttle.mustWait(name, HERE)) {
            now = now.plusSeconds(1);
        }
        Duration waited = Duration.between(before, now);
        now = before;
        return waited;
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            throttle.failed(name, address);
        }
    }
}
