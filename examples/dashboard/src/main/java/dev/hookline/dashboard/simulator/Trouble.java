package dev.hookline.dashboard.simulator;

import dev.hookline.simulator.Fault;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What people can have the simulator do. */
public enum Trouble {
    /** Webhooks come five seconds late. */
    SLOW_DOWN,
    /** The next prediction fails for good, as one whose prompt is found unfit. */
    FAIL_NEXT,
    /** Webhooks are not sent at all. */
    DROP_WEBHOOKS,
    /** Each webhook is sent twice, at the same time. */
    DOUBLE_WEBHOOKS;

    private static final Duration LATE = Duration.ofSeconds(5);

    Fault fault() {
        return switch (this) {
            case SLOW_DOWN -> Fault.delayWebhooks(LATE);
            case FAIL_NEXT -> Fault.flagAsSensitive().times(1);
            case DROP_WEBHOOKS -> Fault.loseWebhooks();
            case DOUBLE_WEBHOOKS -> Fault.repeatWebhooks(2);
        };
    }

    /** Whether it goes on until all is made normal again. */
    boolean isLasting() {
        return this != FAIL_NEXT;
    }

    /** The name in paths and message keys. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Trouble> find(String label) {
        return Stream.of(values())
                .filter(trouble -> trouble.label().equals(label))
                .findFirst();
    }
}
