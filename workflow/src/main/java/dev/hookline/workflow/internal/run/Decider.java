package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.internal.transition.Effect;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import dev.hookline.workflow.internal.transition.Transitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a job, decides, commits on the version that was read, and begins anew when somebody else was faster. */
public final class Decider {
    /** Each lost race is another's commit, so this many in a row mean a store that is not right. */
    private static final int MAX_RACES = 10_000;

    private final Parts parts;
    private final Committer committer;
    private final Held held;
    private final RecentJobs recent;
    private final Committed committed;

    /** A decider over the given parts. */
    public Decider(Parts parts, Committer committer, Held held, Committed committed) {
        this.parts = parts;
        this.committer = committer;
        this.held = held;
        this.recent = committed.recent();
        this.committed = committed;
    }

    /**
     * What a decision has come to.
     *
     * @param kind whether anything was committed
     * @param effects what follows
     */
    public record Decision(Outcome.Kind kind, List<Effect> effects) {}

    /** Jobs as this node's commits have left them. */
    RecentJobs recent() {
        return recent;
    }

    /** Applies an event to a job, or does what is left to do when the job is gone. */
    public Decision decide(JobId job, Event event) {
        return recent.find(job)
                .flatMap(remembered -> tryToChange(remembered, event))
                .orElseGet(() -> decideAsStored(job, event));
    }

    /** The same without a look at what this node remembers. */
    Decision decideAsStored(JobId job, Event event) {
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<Decision> decision = tryToDecide(job, event);
            if (decision.isPresent()) {
                return decision.get();
            }
        }
        throw new HooklineException("Job " + job + " changed " + MAX_RACES + " times while an event was decided");
    }

    /** Applies an event to a job; empty when something else happened in the meantime, so that it has to be seen anew. */
    Optional<Decision> tryToDecide(JobId job, Event event) {
        Optional<JobSnapshot> snapshot = parts.store().load(job);
        if (snapshot.isEmpty()) {
            Outcome gone = event.onGone();
            return Optional.of(new Decision(gone.kind(), gone.effects()));
        }
        return tryToDecide(snapshot.get(), event);
    }

    /** Applies an event to a job that was just read; empty when it has been changed since. */
    Optional<Decision> tryToDecide(JobSnapshot snapshot, Event event) {
        Outcome outcome = outcome(snapshot, event);
        return outcome.changes().isEmpty()
                ? Optional.of(new Decision(outcome.kind(), outcome.effects()))
                : commit(snapshot, outcome);
    }

    /** Applies an event to a job as it is remembered; empty when that comes to no commit, and so to nothing certain. */
    Optional<Decision> tryToChange(JobSnapshot remembered, Event event) {
        Outcome outcome = outcome(remembered, event);
        return outcome.changes().isEmpty() ? Optional.empty() : commit(remembered, outcome);
    }

    /** Something that has happened to a job. */
    record Happened(JobId job, Event event) {}

    /** {@link #decide} for any number of jobs, in as few groups as possible. */
    List<Decision> decideAll(List<Happened> all) {
        List<Happened> open = new ArrayList<>();
        List<Proposal> proposals = new ArrayList<>();
        for (Happened each : all) {
            Optional<Proposal> proposal = recent.find(each.job())
                    .or(() -> parts.store().load(each.job()))
                    .map(snapshot -> new Proposal(each, snapshot, outcome(snapshot, each.event())))
                    .filter(found -> !found.outcome().changes().isEmpty());
            proposal.ifPresentOrElse(proposals::add, () -> open.add(each));
        }
        List<CommitResult> results = committer.commit(proposals.stream()
                .map(proposal -> wanted(proposal.snapshot(), proposal.outcome()))
                .toList());
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Proposal proposal = proposals.get(i);
            decision(results.get(i), proposal.outcome())
                    .ifPresentOrElse(decisions::add, () -> open.add(proposal.happened()));
        }
        committed.tell();
        open.forEach(each -> decisions.add(decideAsStored(each.job(), each.event())));
        return decisions;
    }

    private record Proposal(Happened happened, JobSnapshot snapshot, Outcome outcome) {}

    private Optional<Decision> commit(JobSnapshot snapshot, Outcome outcome) {
        CommitResult result = committer.commit(wanted(snapshot, outcome));
        committed.tell();
        if (!result.isCommitted()) {
            recent.forget(snapshot.job().id());
        }
        return decision(result, outcome);
    }

    private Committer.Wanted wanted(JobSnapshot snapshot, Outcome outcome) {
        Job job = snapshot.job();
        JobCommit commit = JobCommit.of(job, parts.clock().instant(), outcome.changes());
        return new Committer.Wanted(commit, () -> committed.note(commit, snapshot, outcome));
    }

    private static Optional<Decision> decision(CommitResult result, Outcome outcome) {
        return result instanceof CommitResult.Committed happened
                ? Optional.of(new Decision(outcome.kind(), effects(outcome, happened)))
                : Optional.empty();
    }

    private Outcome outcome(JobSnapshot snapshot, Event event) {
        return new Transitions(parts.workflows(), parts.context(held.room())).decide(snapshot, event);
    }

    private static List<Effect> effects(Outcome outcome, CommitResult.Committed committed) {
        List<Effect> effects = new ArrayList<>(outcome.effects());
        for (StepKey joinable : committed.joinable()) {
            effects.add(new Effect.Perform(joinable, Phase.JOIN));
        }
        return effects;
    }
}
