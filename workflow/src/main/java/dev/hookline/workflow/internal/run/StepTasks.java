package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.Attempt;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.gateway.RemotePrediction.Kind;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is done in each phase of a step, and what comes of it. */
final class StepTasks {
    /** No job hangs: a prediction of which there was no news for a day, by webhook or look-up, counts as lost. */
    private static final Duration LONGEST_SILENCE = Duration.ofHours(24);

    private static final JobError NOBODY_APPROVED =
            new JobError("approval-expired", "Nobody said in time how it goes on");

    private final Parts parts;
    private final Performer performer;
    private final Submitter submitter;
    private final AnswerWriter answers;
    private final Collector collector;

    StepTasks(Parts parts, Performer performer, Submitting submitting, Collector collector) {
        this.parts = parts;
        this.performer = performer;
        this.submitter = submitting.submitter();
        this.answers = submitting.answers();
        this.collector = collector;
    }

    /** Who sends creates, and who writes what they are answered. */
    record Submitting(Submitter submitter, AnswerWriter answers) {}

    CompletionStage<@Nullable Event> perform(StepWork work) {
        return switch (work.phase()) {
            case SUBMIT -> submit(work);
            case AWAIT -> performer.apply(work, lookUp(work));
            case COLLECT -> apply(work, known -> collector.collect(work, known.node()));
            case RUN -> apply(work, known -> compute(work, known));
            case JOIN, JOIN_ALL -> join(work);
            case STOP -> stop(work);
            case APPROVAL ->
                performer.apply(work, new Event.Rejected(work.step().key().step(), NOBODY_APPROVED));
        };
    }

    /** The children are read after their parent, and again when that has changed, since one may run again by then. */
    private CompletionStage<@Nullable Event> join(StepWork work) {
        StepKey key = work.step().key();
        Optional<StepWork> now = Optional.of(work);
        while (now.isPresent()) {
            long version = now.get().snapshot().job().version();
            Event read = new Event.ChildrenRead(key, version, parts.store().children(key));
            boolean isStale = performer.apply(key.job(), read) == Outcome.Kind.STALE;
            now = isStale ? performer.load(key, work.phase()) : Optional.empty();
        }
        return CompletableFuture.completedStage(null);
    }

    /** Whichever of the children ends last lets the step end; as long as the lease runs, each is canceled once. */
    private CompletionStage<@Nullable Event> stop(StepWork work) {
        List<Job> open = parts.store().children(work.step().key()).stream()
                .filter(child -> !child.status().isEnd())
                .toList();
        if (open.isEmpty()) {
            return join(work);
        }
        open.forEach(child -> performer.execute(() -> performer.apply(child.id(), new Event.Canceled())));
        return CompletableFuture.completedStage(null);
    }

    /** What is to be done when it is not known whether the create was sent. */
    CompletionStage<@Nullable Event> giveUpWaitingForAnswer(StepWork work) {
        Attempt attempt = work.attempt().orElseThrow();
        return performer.apply(work, new Event.AnswerLost(attempt, "the node that sent it is gone"));
    }

    private CompletionStage<@Nullable Event> submit(StepWork work) {
        Optional<Known> known = find(work);
        if (known.isEmpty()) {
            return performer.apply(work, stepIsGone(work));
        }
        Attempt attempt = work.attempt().orElseThrow();
        answers.expect(attempt);
        return submitter
                .submit(work, known.get().definition(), known.get().node())
                .thenCompose(event -> answers.write(work, attempt, event));
    }

    private Event lookUp(StepWork work) {
        Attempt attempt = work.attempt().orElseThrow();
        String id = attempt.predictionId();
        if (id == null) {
            return new Event.Lost(attempt, "No prediction showed up for the create whose answer was lost");
        }
        try {
            return parts.gateway()
                    .find(kind(work), id)
                    .<Event>map(found -> new Event.Seen(attempt, found, Event.Source.LOOK_UP))
                    .orElseGet(() -> new Event.Lost(attempt, "Replicate does not know prediction " + id + " any more"));
        } catch (HooklineException e) {
            if (parts.clock().instant().isBefore(attempt.createdAt().plus(LONGEST_SILENCE))) {
                throw e;
            }
            return new Event.Lost(attempt, "Prediction " + id + " cannot be looked up: " + e.getMessage());
        }
    }

    private Event compute(StepWork work, Known known) {
        JobId job = work.step().key().job();
        Consumer<Event> whenTooLate = event -> performer.execute(() -> {
            CompletionStage<?> unused = performer.applyUntilStored(job, event);
        });
        LocalSteps.Limit limit = new LocalSteps.Limit(performer.timer(), whenTooLate);
        return LocalSteps.compute(work, known.definition(), known.node(), limit);
    }

    private Kind kind(StepWork work) {
        return find(work).map(known -> known.node().remoteKind()).orElse(Kind.PREDICTION);
    }

    /** A step in the definition of its workflow. */
    private record Known(Definition<?, ?> definition, Node node) {}

    private Optional<Known> find(StepWork work) {
        Definition<?, ?> definition =
                parts.workflows().get(work.snapshot().job().workflow().name());
        return Optional.ofNullable(definition)
                .flatMap(known -> known.findNode(work.step().key().step()).map(node -> new Known(known, node)));
    }

    private CompletionStage<@Nullable Event> apply(StepWork work, Function<Known, Event> task) {
        return performer.apply(work, find(work).map(task).orElseGet(() -> stepIsGone(work)));
    }

    private static Event stepIsGone(StepWork work) {
        return new Event.StepFailed(
                work.done(),
                new JobError(
                        "definition-changed",
                        "The workflow was changed while the job ran: it has no step '"
                                + work.step().key().step() + "' any more"));
    }
}
