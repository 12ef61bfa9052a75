package dev.hookline.workflow.internal.run;

import dev.hookline.job.Attempt;
import dev.hookline.job.Callback;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobSnapshot;
import dev.hookline.workflow.event.EngineActivity;
import dev.hookline.workflow.gateway.RemotePrediction;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import java.util.Optional;

/** Takes what webhooks say. */
public final class Deliveries {
    private final Parts parts;
    private final Decider decider;
    private final Performer performer;
    private final Interceptors interceptors;
    private final Lookup lookup;

    /** For the given ones. */
    public Deliveries(Parts parts, Decider decider, Performer performer, Interceptors interceptors) {
        this.parts = parts;
        this.decider = decider;
        this.performer = performer;
        this.interceptors = interceptors;
        this.lookup = new Lookup(parts.store());
    }

    /** Decides on what a webhook says, and begins what follows; empty when its token was never issued. */
    public Optional<Outcome.Kind> deliver(CallbackToken token, RemotePrediction prediction) {
        Optional<JobSnapshot> remembered = decider.recent().find(token);
        if (remembered.isPresent()) {
            return Optional.of(deliver(remembered.get(), token, prediction));
        }
        return lookup.find(token).map(found -> deliver(found, prediction));
    }

    private Outcome.Kind deliver(Callback found, RemotePrediction prediction) {
        Attempt attempt = found.attempt();
        return found.findJob()
                .map(job -> interceptors.around(
                        () -> activity(job, attempt, prediction), around -> decide(job, attempt, prediction)))
                .orElseGet(() -> decideAsStored(attempt, prediction));
    }

    /** What comes to no commit on the job as it is remembered is decided on the job as it is stored. */
    private Outcome.Kind deliver(JobSnapshot job, CallbackToken token, RemotePrediction prediction) {
        Attempt attempt = job.findAttempt(token).orElseThrow();
        return interceptors.around(
                () -> activity(job, attempt, prediction),
                around -> decider.tryToChange(job, seen(attempt, prediction))
                        .map(performer::begun)
                        .orElseGet(() -> parts.store()
                                .findAttempt(token)
                                .map(stored -> decideAsStored(stored, prediction))
                                .orElse(Outcome.Kind.NOTHING)));
    }

    private Outcome.Kind decide(JobSnapshot job, Attempt attempt, RemotePrediction prediction) {
        return isOfAnother(attempt, prediction)
                ? Outcome.Kind.CONFLICT
                : decider.tryToDecide(job, seen(attempt, prediction))
                        .map(performer::begun)
                        .orElseGet(() -> decideAsStored(attempt, prediction));
    }

    private Outcome.Kind decideAsStored(Attempt attempt, RemotePrediction prediction) {
        return isOfAnother(attempt, prediction)
                ? Outcome.Kind.CONFLICT
                : performer.begun(decider.decideAsStored(attempt.step().job(), seen(attempt, prediction)));
    }

    private static boolean isOfAnother(Attempt attempt, RemotePrediction prediction) {
        return attempt.findPredictionId()
                .filter(bound -> !bound.equals(prediction.id()))
                .isPresent();
    }

    private static Event seen(Attempt attempt, RemotePrediction prediction) {
        return new Event.Seen(attempt, prediction, Event.Source.WEBHOOK);
    }

    private static EngineActivity activity(JobSnapshot job, Attempt attempt, RemotePrediction prediction) {
        return new EngineActivity.Delivery(
                StepWork.target(job.job(), attempt.step().step(), attempt.number(), prediction.id()),
                prediction.state());
    }
}
