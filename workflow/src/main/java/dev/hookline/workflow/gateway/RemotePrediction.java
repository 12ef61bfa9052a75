package dev.hookline.workflow.gateway;

import dev.hookline.replicate.Prediction;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the engine needs to know of a prediction at Replicate. Immutable.
 *
 * @param id the prediction's id
 * @param state whether it has ended, and how
 * @param output the output as JSON, or null when there is none or it was removed
 * @param error the error text of a prediction that failed, or null
 * @param dataRemoved whether Replicate has deleted its output
 * @param createdAt when Replicate made it, or null when it does not say
 */
public record RemotePrediction(
        String id,
        State state,
        @Nullable String output,
        @Nullable String error,
        boolean dataRemoved,
        @Nullable Instant createdAt) {

    /** Whether a prediction has ended, and how. */
    public enum State {
        /** It has not ended: starting, processing, or a status that is not known yet. */
        RUNNING,
        /** It has an output. */
        SUCCEEDED,
        /** It has an error. */
        FAILED,
        /** It was canceled, by somebody or by its deadline, before or after it had started. */
        CANCELED
    }

    /** Checks that id and state are there. */
    public RemotePrediction {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
    }

    /** What an answer or a webhook says of a prediction. */
    public static RemotePrediction of(Prediction prediction) {
        String output =
                prediction.output().isPresent() ? prediction.output().json().toString() : null;
        State state = switch (prediction.status()) {
            case SUCCEEDED -> State.SUCCEEDED;
            case FAILED -> State.FAILED;
            case CANCELED, ABORTED -> State.CANCELED;
            case STARTING, PROCESSING, UNKNOWN -> State.RUNNING;
        };
        return new RemotePrediction(
                prediction.id(),
                state,
                output,
                prediction.error().orElse(null),
                prediction.dataRemoved(),
                prediction.createdAt().orElse(null));
    }

    /** A prediction that has not ended. */
    public static RemotePrediction running(String id) {
        return new RemotePrediction(id, State.RUNNING, null, null, false, null);
    }

    /** A prediction with an output. */
    public static RemotePrediction succeeded(String id, String output) {
        return new RemotePrediction(id, State.SUCCEEDED, output, null, false, null);
    }

    /** A prediction with an error. */
    public static RemotePrediction failed(String id, String error) {
        return new RemotePrediction(id, State.FAILED, null, error, false, null);
    }
}
