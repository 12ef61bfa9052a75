package dev.hookline.spring.observation;

import dev.hookline.spring.observation.HooklineObservation.HighKey;
import dev.hookline.spring.observation.HooklineObservation.LowKey;
import dev.hookline.workflow.event.EngineActivity;
import dev.hookline.workflow.event.EngineActivity.Delivery;
import dev.hookline.workflow.event.EngineActivity.Start;
import dev.hookline.workflow.event.EngineActivity.Work;
import dev.hookline.workflow.event.EngineInterceptor;
import dev.hookline.workflow.event.Interception;
import dev.hookline.workflow.event.StepTarget;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Observes what the engine does, so that it is timed, and so that one trace runs from the request that has started a job
 * through all its creates, webhooks and steps, whichever node does them and whenever. A start is a message that is sent:
 * the tracer writes its context into the job's tags, in whatever format the application propagates. All that is done
 * for the job is received from there. Without a tracer there are no such tags. Thread-safe.
 */
public final class HooklineObservations implements EngineInterceptor {
    private final Supplier<ObservationRegistry> registry;

    /**
     * Observes.
     *
     * @param registry where observations go, asked for with each, since it may be made later than the engine
     */
    public HooklineObservations(Supplier<ObservationRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public Interception begin(EngineActivity activity) {
        return switch (activity.kind()) {
            case START -> started((Start) activity);
            case WORK -> worked((Work) activity);
            case DELIVERY -> delivered((Delivery) activity);
        };
    }

    private Interception started(Start start) {
        Map<String, String> tags = new HashMap<>();
        SenderContext<Map<String, String>> context = new SenderContext<>(
                (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value), Kind.PRODUCER);
        context.setCarrier(tags);
        Observation observation = HooklineObservation.START
                .observation(registry.get(), () -> context)
                .contextualName("start " + start.workflow())
                .lowCardinalityKeyValue(LowKey.WORKFLOW.withValue(start.workflow()))
                .highCardinalityKeyValue(HighKey.JOBS.withValue(String.valueOf(start.jobs())));
        return new Observed(observation.start(), tags);
    }

    private Interception worked(Work work) {
        String phase = lower(work.phase());
        Observation observation = of(HooklineObservation.STEP, work.target(), phase)
                .lowCardinalityKeyValue(LowKey.PHASE.withValue(phase));
        return new Observed(observation.start(), Map.of());
    }

    private Interception delivered(Delivery delivery) {
        Observation observation = of(HooklineObservation.WEBHOOK, delivery.target(), "webhook")
                .lowCardinalityKeyValue(LowKey.STATE.withValue(lower(delivery.state())));
        return new Observed(observation.start(), Map.of());
    }

    private Observation of(HooklineObservation kind, StepTarget target, String operation) {
        ReceiverContext<StepTarget> context =
                new ReceiverContext<>((carrier, key) -> carrier.tags().get(key), Kind.CONSUMER);
        context.setCarrier(target);
        Observation observation = kind.observation(registry.get(), () -> context)
                .contextualName(target.workflow() + "." + target.step() + " " + operation)
                .lowCardinalityKeyValue(LowKey.WORKFLOW.withValue(target.workflow()))
                .lowCardinalityKeyValue(LowKey.STEP.withValue(target.step()))
                .highCardinalityKeyValue(HighKey.ROOT.withValue(target.root().toString()))
                .highCardinalityKeyValue(HighKey.JOB.withValue(target.job().toString()))
                .highCardinalityKeyValue(HighKey.ATTEMPT.withValue(String.valueOf(target.attempt())));
        target.findPrediction().ifPresent(id -> observation.highCardinalityKeyValue(HighKey.PREDICTION.withValue(id)));
        return observation;
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private record Observed(Observation observation, Map<String, String> tags) implements Interception {
        @Override
        public Scope enter() {
            return observation.openScope()::close;
        }

        @Override
        public void end(@Nullable Throwable failure) {
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        }
    }
}
