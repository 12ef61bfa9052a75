package dev.hookline.dashboard.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class RememberingPasswordEncoderTest {
    private final AtomicInteger slowChecks = new AtomicInteger();
    private final PasswordEncoder encoder = new RememberingPasswordEncoder(new Slow());

    @Test
    void aRightPasswordIsCheckedOnce() {
        assertThat(encoder.matches("right", "hash of right")).isTrue();
        assertThat(encoder.matches("right", "hash of right")).isTrue();

        assertThat(slowChecks).hasValue(1);
    }

    @Test
    void requestsAtOnceWaitForOneCheck() {
        List<CompletableFuture<Boolean>> requests = IntStream.range(0, 8)
                .mapToObj(request -> CompletableFuture.supplyAsync(
                        () -> encoder.matches("right", "hash of right"), task -> new Thread(task).start()))
                .toList();

        assertThat(requests)
                .allSatisfy(
                        request -> assertThat(request.get(10, TimeUnit.SECONDS)).isTrue());
        assertThat(slowChecks).hasValue(1);
    }

    @Test
    void aWrongPasswordIsCheckedEachTime() {
        assertThat(encoder.matches("right", "hash of right")).isTrue();

        assertThat(encoder.matches("wrong", "hash of right")).isFalse();
        assertThat(encoder.matches("wrong", "hash of right")).isFalse();
        assertThat(slowChecks).hasValue(3);
    }

    @Test
    void aPasswordThatWasRightIsWrongOnceItWasChanged() {
        assertThat(encoder.matches("right", "hash of right")).isTrue();

        assertThat(encoder.matches("right", "hash of another")).isFalse();
    }

    @Test
    void whatIsTooLongForBcryptIsWrongAndNoFailure() {
        assertThat(encoder.matches("x".repeat(73), "hash of " + "x".repeat(73))).isFalse();
    }

    /** Counts its checks. */
    private final class Slow implements PasswordEncoder {
        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            slowChecks.incrementAndGet();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            return ("hash of " + password).equals(hash);
        }
    }
}
