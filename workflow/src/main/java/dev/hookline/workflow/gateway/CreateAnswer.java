package dev.hookline.workflow.gateway;

import dev.hookline.job.JobError;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a create call. */
public sealed interface CreateAnswer {

    /**
     * The prediction exists.
     *
     * @param prediction its state when the call was answered
     */
    record Created(RemotePrediction prediction) implements CreateAnswer {
        /** Checks that the prediction is there. */
        public Created {
            Objects.requireNonNull(prediction, "prediction");
        }
    }

    /**
     * The prediction certainly does not exist.
     *
     * @param error why not
     * @param retryAfter when the same call may succeed, or null when it never will
     */
    record Refused(JobError error, @Nullable Duration retryAfter) implements CreateAnswer {
        /** Checks that the error is there. */
        public Refused {
            Objects.requireNonNull(error, "error");
        }

        /** When the same call may succeed; empty when it never will. */
        public Optional<Duration> findRetryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /**
     * Nobody knows whether the prediction exists: the call was sent, and no answer came that says so.
     *
     * @param why what happened
     */
    record Unanswered(String why) implements CreateAnswer {
        /** Checks that the reason is there. */
        public Unanswered {
            Objects.requireNonNull(why, "why");
        }
    }
}
