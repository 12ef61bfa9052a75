package dev.hookline.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** The faults in force, and how often each may still happen. Thread-safe. */
final class Faults {

    private final InstantSource clock;
    private final List<Active> active = new CopyOnWriteArrayList<>();
    private volatile long seed;

    Faults(InstantSource clock) {
        this.clock = clock;
    }

    void use(FaultPlan plan) {
        active.clear();
        seed = plan.seed();
        plan.faults().forEach(this::add);
    }

    void add(Fault fault) {
        active.add(new Active(fault, clock.instant().plus(fault.scope().lasting()), active.size()));
    }

    /** The first fault in force of a kind at a moment; it counts as having happened. */
    <E extends Effect> Optional<E> take(Class<E> kind, Moment moment) {
        for (Active candidate : active) {
            if (kind.isInstance(candidate.fault.effect()) && candidate.happens(moment)) {
                return Optional.of(kind.cast(candidate.fault.effect()));
            }
        }
        return Optional.empty();
    }

    /** Chance that depends on the seed and the moment only, not on which thread asks first. */
    SplittableRandom chance(Moment moment, long salt) {
        return new SplittableRandom(seed
                + 0x9E3779B97F4A7C15L * moment.number()
                + 31L * moment.event().hashCode()
                + salt);
    }

    /**
     * Something that a fault may happen to.
     *
     * @param number the prediction's, counted from the simulator's start
     * @param event the webhook's event by its name; empty when it is about no webhook
     */
    record Moment(String model, JsonNode input, long number, String event) {}

    private final class Active {

        private final Fault fault;
        private final Instant until;
        private final int salt;
        private final AtomicInteger left;

        private Active(Fault fault, Instant until, int salt) {
            this.salt = salt;
            this.fault = fault;
            this.until = until;
            this.left = new AtomicInteger(fault.scope().times());
        }

        private boolean happens(Moment moment) {
            Fault.Scope scope = fault.scope();
            return (scope.model().isEmpty() || scope.model().equals(moment.model()))
                    && (scope.input().isEmpty() || moment.input().toString().contains(scope.input()))
                    && (moment.event().isEmpty() || scope.events().contains(WebhookEvent.valueOf(moment.event())))
                    && clock.instant().isBefore(until)
                    && (scope.probability() >= 1 || chance(moment, 1_000 + salt).nextDouble() < scope.probability())
                    && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }
}
