package dev.hookline.workflow.gateway;

import dev.hookline.replicate.Run;
import dev.hookline.replicate.Training;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the engine needs to know of a prediction at Replicate, or of a training, whose life is the same. Immutable.
 *
 * @param kind which of the two
 * @param id the prediction's id
 * @param state whether it has ended, and how
 * @param output the output as JSON, or null when there is none or it was removed
 * @param error the error text of a prediction that failed, or null
 * @param dataRemoved whether Replicate has deleted its output
 * @param createdAt when Replicate made it, or null when it does not say
 */
public record RemotePrediction(
        Kind kind,
        String id,
        State state,
        @Nullable String output,
        @Nullable String error,
        boolean dataRemoved,
        @Nullable Instant createdAt) {

    /** Whether it is a prediction or a training. */
    public enum Kind {
        /** A prediction. */
        PREDICTION,
        /** A training. */
        TRAINING
    }

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

    /** Checks that kind, id and state are there. */
    public RemotePrediction {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
    }

    /** What an answer or a webhook says. */
    public static RemotePrediction of(Run run) {
        Kind kind = run instanceof Training ? Kind.TRAINING : Kind.PREDICTION;
        String output = run.output().isPresent() ? run.output().json().toString() : null;
        State state = switch (run.status()) {
            case SUCCEEDED -> State.SUCCEEDED;
            case FAILED -> State.FAILED;
            case CANCELED, ABORTED -> State.CANCELED;
            case STARTING, PROCESSING, UNKNOWN -> State.RUNNING;
        };
        return new RemotePrediction(
                kind,
                run.id(),
                state,
                output,
                run.error().orElse(null),
                run.dataRemoved(),
                run.createdAt().orElse(null));
    }

    /** A prediction that has not ended. */
    public static RemotePrediction running(String id) {
        return new RemotePrediction(Kind.PREDICTION, id, State.RUNNING, null, null, false, null);
    }

    /** A prediction with an output. */
    public static RemotePrediction succeeded(String id, String output) {
        return new RemotePrediction(Kind.PREDICTION, id, State.SUCCEEDED, output, null, false, null);
    }

    /** A prediction with an error. */
    public static RemotePrediction failed(String id, String error) {
        return new RemotePrediction(Kind.PREDICTION, id, State.FAILED, null, error, false, null);
    }
}
