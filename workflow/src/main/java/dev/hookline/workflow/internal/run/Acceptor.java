package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.CallerTransaction;
import dev.hookline.job.CommitResult;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.transition.Context;
import dev.hookline.workflow.internal.transition.Effect;
import dev.hookline.workflow.internal.transition.Outcome;
import dev.hookline.workflow.internal.transition.Transitions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Accepts new jobs, and begins anew with another id when one was taken. */
public final class Acceptor {
    private static final int MAX_RACES = 10_000;

    private final Parts parts;
    private final Committer committer;
    private final Held held;
    private final Committed committed;

    /** An acceptor over the given parts. */
    public Acceptor(Parts parts, Committer committer, Held held, Committed committed) {
        this.parts = parts;
        this.committer = committer;
        this.held = held;
        this.committed = committed;
    }

    /**
     * A job that was accepted, now or earlier under the same key.
     *
     * @param job its id
     * @param effects what follows
     */
    public record Started(JobId job, List<Effect> effects) {}

    /**
     * A job to be accepted.
     *
     * @param labels what is said about it
     * @param input its input as JSON
     */
    public record Start(JobLabels labels, String input) {}

    /**
     * Accepts jobs, each for itself: they are durable when this returns.
     *
     * @param places what is taken at once takes its places from here
     */
    List<Started> start(Definition<?, ?> definition, List<Start> starts, Held.Places places) {
        List<Optional<Started>> started = new ArrayList<>(Collections.nCopies(starts.size(), Optional.empty()));
        List<Integer> open = IntStream.range(0, starts.size()).boxed().toList();
        for (int race = 0; race < MAX_RACES && !open.isEmpty(); race++) {
            List<Optional<Started>> tried =
                    tryToStart(definition, open.stream().map(starts::get).toList(), places);
            for (int i = 0; i < tried.size(); i++) {
                started.set(open.get(i), tried.get(i));
            }
            open = open.stream().filter(i -> started.get(i).isEmpty()).toList();
        }
        return started.stream()
                .map(each -> each.orElseThrow(() -> new HooklineException("The store refuses every id for a new job")))
                .toList();
    }

    /**
     * Accepts a job in a transaction of the caller's. Its first steps are left to whichever node finds them after that
     * transaction's commit, since nobody knows when that is and whether it comes.
     */
    public JobId startWithin(CallerTransaction transaction, Definition<?, ?> definition, Start start) {
        for (int race = 0; race < MAX_RACES; race++) {
            Acceptance acceptance = acceptance(definition, start, 0);
            CommitResult result = transaction.commit(acceptance.commit());
            if (result instanceof CommitResult.Duplicate duplicate) {
                return duplicate.existing();
            }
            if (result.isCommitted()) {
                transaction.afterCommit(() -> {
                    committed.announce(acceptance.commit(), null, acceptance.outcome());
                    committed.tell();
                });
                return acceptance.commit().job();
            }
        }
        throw new HooklineException("The store refuses every id for a new job");
    }

    private List<Optional<Started>> tryToStart(Definition<?, ?> definition, List<Start> starts, Held.Places places) {
        List<Acceptance> acceptances = new ArrayList<>();
        for (Start start : starts) {
            Acceptance acceptance = acceptance(definition, start, held.room());
            places.promise(acceptance.outcome().effects().size());
            acceptances.add(acceptance);
        }
        List<CommitResult> results = committer.commit(acceptances.stream()
                .map(each ->
                        new Committer.Wanted(each.commit(), () -> committed.note(each.commit(), null, each.outcome())))
                .toList());
        List<Optional<Started>> started = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            started.add(started(acceptances.get(i), results.get(i)));
        }
        committed.tell();
        return started;
    }

    private record Acceptance(Start start, JobCommit commit, Outcome outcome) {}

    private Acceptance acceptance(Definition<?, ?> definition, Start start, int room) {
        Context context = parts.context(room);
        JobId id = JobId.create(context.now(), parts.random());
        Outcome outcome =
                new Transitions(parts.workflows(), context).start(definition, id, start.labels(), start.input());
        JobCommit commit = new JobCommit(id, definition.name(), JobCommit.NEW, context.now(), outcome.changes());
        return new Acceptance(start, commit, outcome);
    }

    private Optional<Started> started(Acceptance acceptance, CommitResult result) {
        JobId job = acceptance.commit().job();
        if (result instanceof CommitResult.Duplicate duplicate) {
            return Optional.of(new Started(duplicate.existing(), List.of()));
        }
        if (result.isCommitted()) {
            return Optional.of(new Started(job, acceptance.outcome().effects()));
        }
        if (isOurs(job, acceptance.start().input())) {
            committed.announce(acceptance.commit(), null, acceptance.outcome());
            return Optional.of(new Started(job, acceptance.outcome().effects()));
        }
        return Optional.empty();
    }

    /** Whether a new job whose id was taken is there because the answer to its own commit was lost, and it was repeated. */
    private boolean isOurs(JobId id, String input) {
        return parts.store()
                .load(id)
                .filter(snapshot -> snapshot.job().input().equals(input))
                .isPresent();
    }
}
