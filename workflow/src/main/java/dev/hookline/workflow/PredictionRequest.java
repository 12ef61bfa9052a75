package dev.hookline.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which model a prediction step calls, with what input. Immutable. Values are written as JSON; a
 * {@link dev.hookline.file.StoredFile}, alone or in a list, reaches the model as a file: as a data URL when it is small,
 * uploaded otherwise.
 */
public final class PredictionRequest implements RunRequest {
    private final String model;
    private final Map<String, @Nullable Object> input;

    private PredictionRequest(String model, Map<String, @Nullable Object> input) {
        this.model = model;
        this.input = input;
    }

    /**
     * A request without input.
     *
     * @param reference {@code owner/name} for an official model, {@code owner/name:version} or a version's 64 hex digits
     */
    public static PredictionRequest model(String reference) {
        return new PredictionRequest(Objects.requireNonNull(reference, "reference"), Map.of());
    }

    /** The same with one more input; a value that was set before is replaced. */
    public PredictionRequest input(String name, @Nullable Object value) {
        Map<String, @Nullable Object> extended = new LinkedHashMap<>(input);
        extended.put(name, value);
        return new PredictionRequest(model, extended);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Map<String, @Nullable Object> input() {
        return Collections.unmodifiableMap(input);
    }

    @Override
    public String toString() {
        return "PredictionRequest[" + model + ", inputs " + input.keySet() + "]";
    }
}
