package dev.hookline.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which version a training step trains, with what input, and what model it becomes a version of. Immutable. Values are
 * treated as those of a {@link PredictionRequest}.
 */
public final class TrainingRequest implements RunRequest {
    private final String trainer;
    private final String destination;
    private final Map<String, @Nullable Object> input;

    private TrainingRequest(String trainer, String destination, Map<String, @Nullable Object> input) {
        this.trainer = trainer;
        this.destination = destination;
        this.input = input;
    }

    /**
     * A request without input.
     *
     * @param trainer {@code owner/name:version}, the version that is trained
     * @param destination {@code owner/name}, a model of the account's own that has to exist
     */
    public static TrainingRequest training(String trainer, String destination) {
        return new TrainingRequest(
                Objects.requireNonNull(trainer, "trainer"),
                Objects.requireNonNull(destination, "destination"),
                Map.of());
    }

    /** The same with one more input; a value that was set before is replaced. */
    public TrainingRequest input(String name, @Nullable Object value) {
        Map<String, @Nullable Object> extended = new LinkedHashMap<>(input);
        extended.put(name, value);
        return new TrainingRequest(trainer, destination, extended);
    }

    @Override
    public String model() {
        return trainer;
    }

    /** The model that gets a new version. */
    public String destination() {
        return destination;
    }

    @Override
    public Map<String, @Nullable Object> input() {
        return Collections.unmodifiableMap(input);
    }

    @Override
    public String toString() {
        return "TrainingRequest[" + trainer + " to " + destination + ", inputs " + input.keySet() + "]";
    }
}
