package dev.hookline.workflow.gateway;

import dev.hookline.replicate.WebhookEventType;
import dev.hookline.workflow.gateway.RemotePrediction.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A prediction or a training to be created. Immutable; {@link #toString} shows neither the callback URL nor the inputs'
 * values.
 *
 * @param model the reference of the model that runs
 * @param destination the model that a training makes a version of, or null for a prediction
 * @param input the inputs; files stand in it as URLs
 * @param callback where the webhooks go; it carries the attempt's token
 * @param events what webhooks are sent for
 * @param cancelAfter how long a prediction may live; Replicate takes no such limit for a training
 */
public record CreateCall(
        String model,
        @Nullable String destination,
        Map<String, @Nullable Object> input,
        URI callback,
        Set<WebhookEventType> events,
        Duration cancelAfter) {
    /** Copies the inputs and the events. */
    public CreateCall {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(cancelAfter, "cancelAfter");
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        events = Set.copyOf(events);
    }

    /** Whether a prediction or a training is created. */
    public Kind kind() {
        return destination == null ? Kind.PREDICTION : Kind.TRAINING;
    }

    @Override
    public String toString() {
        return "CreateCall[" + kind() + " of " + model + ", inputs " + input.keySet() + "]";
    }
}
