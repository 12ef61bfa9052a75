package dev.hookline.workflow.internal.run;

import dev.hookline.job.Attempt;
import dev.hookline.job.JobError;
import dev.hookline.job.JobStep;
import dev.hookline.job.Phase;
import dev.hookline.replicate.ReplicateException;
import dev.hookline.workflow.RunRequest;
import dev.hookline.workflow.TrainingRequest;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.CreateCall;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.run.ModelLimits.Place;
import dev.hookline.workflow.internal.transition.Event;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Creates predictions: makes the request, brings its files to Replicate, sends the call and tells what came of it. */
final class Submitter {
    /** No job hangs: whatever keeps a create from being sent, it is given up after a day. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Parts parts;
    private final Callbacks callbacks;
    private final ModelLimits limits;
    private final Executor workers;
    private final Inputs inputs;

    /** Until when nothing is sent, since Replicate has said that it takes no more for now. */
    private final AtomicLong closedUntilMillis = new AtomicLong();

    Submitter(Parts parts, Callbacks callbacks, ModelLimits limits, Executor workers) {
        this.parts = parts;
        this.callbacks = callbacks;
        this.limits = limits;
        this.workers = workers;
        this.inputs = new Inputs(parts);
    }

    /** Ends with an event in any case, never with an exception. */
    CompletionStage<Event> submit(StepWork work, Definition<?, ?> definition, Node node) {
        RunRequest request;
        try {
            request = node.request(work.arguments(definition, node));
        } catch (RuntimeException | Error e) { // a function of the definition's author
            return done(LocalSteps.failure(work, e));
        }
        Attempt attempt = work.attempt().orElseThrow();
        CompletionStage<Place> place = limits.enter(request.model(), attempt.token());
        return place.toCompletableFuture().isDone()
                ? place.thenCompose(now -> send(work, node, request, now))
                : place.thenComposeAsync(
                        later -> work.around().call(() -> sendLater(work, node, request, later)), workers);
    }

    /** After a wait for a place, in which the job may have been canceled or the work taken by somebody else. */
    private CompletionStage<Event> sendLater(StepWork work, Node node, RunRequest request, Place place) {
        Attempt attempt = work.attempt().orElseThrow();
        if (place == Place.TAKEN && !isStillDue(work)) {
            limits.leave(attempt.token());
            return done(postponed(work, attempt, Duration.ZERO, "The create is not waited for any more"));
        }
        return send(work, node, request, place);
    }

    private boolean isStillDue(StepWork work) {
        return parts.store()
                .load(work.step().key().job())
                .flatMap(snapshot -> snapshot.findStep(work.step().key().step()))
                .filter(step -> step.isIn(Phase.SUBMIT)
                        && Objects.equals(step.token(), work.step().token()))
                .flatMap(JobStep::findWork)
                .filter(now -> parts.node().equals(now.owner()))
                .isPresent();
    }

    private CompletionStage<Event> send(StepWork work, Node node, RunRequest request, Place place) {
        Attempt attempt = work.attempt().orElseThrow();
        if (place == Place.NONE) {
            Duration delay = Delays.next(attempt, parts.clock().instant());
            return done(postponed(work, attempt, delay, "As many predictions of the model run as may"));
        }
        return send(work, node, request).thenApply(event -> {
            if (!(event instanceof Event.Seen) && !(event instanceof Event.AnswerLost)) {
                limits.leave(attempt.token());
            }
            return event;
        });
    }

    private CompletionStage<Event> send(StepWork work, Node node, RunRequest request) {
        Attempt attempt = work.attempt().orElseThrow();
        Instant now = parts.clock().instant();
        long closedMillis = closedUntilMillis.get() - now.toEpochMilli();
        if (closedMillis > 0) {
            return done(postponed(work, attempt, Duration.ofMillis(closedMillis), "Replicate takes no more for now"));
        }
        CreateCall call;
        try {
            call = new CreateCall(
                    request.model(),
                    request instanceof TrainingRequest training ? training.destination() : null,
                    inputs.toSend(request.input()),
                    callbacks.of(attempt.token()),
                    node.options().events(),
                    node.options().deadline());
        } catch (NoSuchFileException e) {
            return done(new Event.StepFailed(
                    work.done(), new JobError("file-missing", "An input is gone from the file store")));
        } catch (IOException e) {
            return done(postponed(work, attempt, Delays.next(attempt, now), "An input could not be uploaded"));
        } catch (ReplicateException e) {
            return done(new Event.StepFailed(
                    work.done(), new JobError("upload-refused", "Replicate refuses an input: " + e.getMessage())));
        }
        return parts.gateway()
                .create(call)
                .exceptionally(e -> new CreateAnswer.Unanswered(e.getClass().getSimpleName()))
                .thenApply(answer -> event(work, attempt, answer));
    }

    private Event event(StepWork work, Attempt attempt, CreateAnswer answer) {
        if (answer instanceof CreateAnswer.Created created) {
            return new Event.Seen(attempt, created.prediction(), Event.Source.CREATE);
        }
        if (answer instanceof CreateAnswer.Unanswered unanswered) {
            return new Event.AnswerLost(attempt, unanswered.why());
        }
        CreateAnswer.Refused refused = (CreateAnswer.Refused) answer;
        Duration retryAfter = refused.retryAfter();
        if (retryAfter == null) {
            return new Event.StepFailed(work.done(), refused.error());
        }
        Instant now = parts.clock().instant();
        Duration byAge = Delays.next(attempt, now);
        Duration delay = retryAfter.compareTo(SHORTEST_PAUSE) > 0 ? retryAfter : byAge;
        closedUntilMillis.accumulateAndGet(now.plus(retryAfter).toEpochMilli(), Math::max);
        return postponed(work, attempt, delay, refused.error().message());
    }

    /** Spread over a second, so that what was put off together does not come back together; and not for ever. */
    private Event postponed(StepWork work, Attempt attempt, Duration delay, String why) {
        if (parts.clock().instant().isAfter(attempt.createdAt().plus(LONGEST_WAIT))) {
            String message = why + ", for " + LONGEST_WAIT.toHours() + " hours now; it is not tried any more";
            return new Event.StepFailed(work.done(), new JobError("not-submitted", message));
        }
        Duration spread = Duration.ofMillis(parts.random().nextLong(1_000));
        return new Event.StepPostponed(work.done(), delay.plus(spread), why);
    }

    private static CompletionStage<Event> done(Event event) {
        return CompletableFuture.completedStage(event);
    }
}
