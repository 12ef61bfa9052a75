package dev.hookline.workflow.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prediction to be created. Immutable; {@link #toString} shows neither the callback URL nor the inputs' values.
 *
 * @param model the model's reference
 * @param input the inputs; files stand in it as URLs
 * @param callback where the webhooks go; it carries the attempt's token
 * @param cancelAfter how long the prediction may live
 */
public record CreateCall(String model, Map<String, @Nullable Object> input, URI callback, Duration cancelAfter) {
    /** Copies the inputs. */
    public CreateCall {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(cancelAfter, "cancelAfter");
        input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
    }

    @Override
    public String toString() {
        return "CreateCall[" + model + ", inputs " + input.keySet() + "]";
    }
}
