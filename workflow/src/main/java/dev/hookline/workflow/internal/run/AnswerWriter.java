package dev.hookline.workflow.internal.run;

import dev.hookline.job.Attempt;
import dev.hookline.job.JobStoreException;
import dev.hookline.workflow.gateway.RemotePrediction;
import dev.hookline.workflow.internal.run.CreateAnswers.Waiting;
import dev.hookline.workflow.internal.transition.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes what creates were answered: at once what changes how the job goes on, and together with others, after a moment,
 * that a prediction runs. A process that dies in this moment is like one that dies before the answer came: the attempt's
 * webhook tells, and until then the step waits for it.
 */
final class AnswerWriter {
    private static final long MOMENT_MILLIS = 250;

    private final CreateAnswers answers;
    private final Decider decider;
    private final Performer performer;

    AnswerWriter(CreateAnswers answers, Decider decider, Performer performer) {
        this.answers = answers;
        this.decider = decider;
        this.performer = performer;
    }

    /** Takes note of a create that is about to be sent; whatever comes of it has to be {@linkplain #write written}. */
    void expect(Attempt attempt) {
        answers.expect(attempt.token());
    }

    /** Ends when it is written, or need not be. */
    CompletionStage<@Nullable Event> write(StepWork work, Attempt attempt, Event event) {
        boolean isTold = answers.answered(attempt.token());
        if (!(event instanceof Event.Seen seen) || seen.prediction().state() != RemotePrediction.State.RUNNING) {
            return performer.applied(work, event);
        }
        return isTold ? CompletableFuture.completedStage(event) : writeSoon(work, seen);
    }

    private CompletionStage<@Nullable Event> writeSoon(StepWork work, Event.Seen answer) {
        Waiting waiting = new Waiting(work, answer, new CompletableFuture<>());
        if (answers.add(waiting)) {
            try {
                ScheduledFuture<?> unused =
                        performer.timer().schedule(this::writeNow, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) { // the engine is closing
                writeAll();
            }
        }
        return waiting.written();
    }

    private void writeNow() {
        if (!performer.execute(this::writeAll)) {
            writeAll();
        }
    }

    private void writeAll() {
        List<Waiting> taken = answers.takeAll();
        try {
            decider.decideAll(taken.stream()
                            .map(waiting -> new Decider.Happened(
                                    waiting.work().step().key().job(), waiting.answer()))
                            .toList())
                    .forEach(decision -> performer.carryOut(decision.effects()));
            taken.forEach(Waiting::end);
        } catch (JobStoreException e) {
            taken.forEach(this::writeUntilStored);
        } catch (RuntimeException | Error e) {
            taken.forEach(Waiting::end);
            throw e;
        }
    }

    private void writeUntilStored(Waiting waiting) {
        CompletionStage<?> unused = performer
                .applyUntilStored(waiting.work().step().key().job(), waiting.answer())
                .whenComplete((same, failure) -> waiting.end());
    }
}
