package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.CallerTransaction;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.event.JobEvent;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.transition.Context;
import dev.hookline.workflow.internal.transition.Effect;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import dev.hookline.workflow.internal.transition.Transitions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a job, decides, commits on the version that was read, and begins anew when somebody else was faster. */
public final class Decider {
    /** Each lost race is another's commit, so this many in a row mean a store that is not right. */
    private static final int MAX_RACES = 10_000;

    private final Parts parts;
    private final Committer committer;
    private final Held held;
    private final News news;
    private final ModelLimits limits;

    /** A decider over the given parts. */
    public Decider(Parts parts, Committer committer, Held held, News news, ModelLimits limits) {
        this.limits = limits;
        this.parts = parts;
        this.committer = committer;
        this.held = held;
        this.news = news;
    }

    /**
     * What a decision has come to.
     *
     * @param kind whether anything was committed
     * @param effects what follows
     */
    public record Decision(Outcome.Kind kind, List<Effect> effects) {}

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

    /** Accepts jobs, each for itself: they are durable when this returns. */
    public List<Started> start(Definition<?, ?> definition, List<Start> starts) {
        List<Optional<Started>> started = new ArrayList<>(Collections.nCopies(starts.size(), Optional.empty()));
        List<Integer> open = IntStream.range(0, starts.size()).boxed().toList();
        for (int race = 0; race < MAX_RACES && !open.isEmpty(); race++) {
            List<Optional<Started>> tried =
                    tryToStart(definition, open.stream().map(starts::get).toList());
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
            Context context = context(0);
            JobId id = JobId.create(context.now(), parts.random());
            Outcome outcome =
                    new Transitions(parts.workflows(), context).start(definition, id, start.labels(), start.input());
            JobCommit commit = new JobCommit(id, JobCommit.NEW, context.now(), outcome.changes());
            CommitResult result = transaction.commit(commit);
            if (result instanceof CommitResult.Duplicate duplicate) {
                return duplicate.existing();
            }
            if (result.isCommitted()) {
                transaction.afterCommit(() -> {
                    addNews(commit, null, outcome);
                    news.tell();
                });
                return id;
            }
        }
        throw new HooklineException("The store refuses every id for a new job");
    }

    private List<Optional<Started>> tryToStart(Definition<?, ?> definition, List<Start> starts) {
        Map<JobId, Outcome> outcomes = new LinkedHashMap<>();
        List<JobCommit> commits = new ArrayList<>();
        int room = held.room();
        for (Start start : starts) {
            Context context = context(Math.max(0, room));
            JobId id = JobId.create(context.now(), parts.random());
            Outcome outcome =
                    new Transitions(parts.workflows(), context).start(definition, id, start.labels(), start.input());
            room -= outcome.effects().size();
            outcomes.put(id, outcome);
            commits.add(new JobCommit(id, JobCommit.NEW, context.now(), outcome.changes()));
        }
        Consumer<JobCommit> onCommitted =
                commit -> addNews(commit, null, Objects.requireNonNull(outcomes.get(commit.job())));
        List<CommitResult> results = committer.commit(commits, onCommitted);
        List<Optional<Started>> started = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            JobCommit commit = commits.get(i);
            Outcome outcome = Objects.requireNonNull(outcomes.get(commit.job()));
            started.add(started(commit, starts.get(i), results.get(i), outcome));
        }
        news.tell();
        return started;
    }

    private Optional<Started> started(JobCommit commit, Start start, CommitResult result, Outcome outcome) {
        if (result instanceof CommitResult.Duplicate duplicate) {
            return Optional.of(new Started(duplicate.existing(), List.of()));
        }
        if (result.isCommitted()) {
            return Optional.of(new Started(commit.job(), outcome.effects()));
        }
        if (isOurs(commit.job(), start.input())) {
            addNews(commit, null, outcome);
            return Optional.of(new Started(commit.job(), outcome.effects()));
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

    /** Applies an event to a job that was just read, or to what has become of it since. */
    Decision decide(JobSnapshot snapshot, Event event) {
        return tryToDecide(snapshot, event)
                .orElseGet(() -> decide(snapshot.job().id(), event));
    }

    /** Applies an event to a job, or does what is left to do when the job is gone. */
    public Decision decide(JobId job, Event event) {
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

    private Optional<Decision> tryToDecide(JobSnapshot snapshot, Event event) {
        Context context = context(held.room());
        Outcome outcome = new Transitions(parts.workflows(), context).decide(snapshot, event);
        if (outcome.changes().isEmpty()) {
            return Optional.of(new Decision(outcome.kind(), outcome.effects()));
        }
        Job job = snapshot.job();
        JobCommit commit = new JobCommit(job.id(), job.version(), context.now(), outcome.changes());
        CommitResult result = committer.commit(commit, () -> addNews(commit, snapshot, outcome));
        if (result instanceof CommitResult.Committed committed) {
            news.tell();
            return Optional.of(new Decision(outcome.kind(), effects(outcome, committed)));
        }
        return Optional.empty();
    }

    private Context context(int room) {
        return new Context(parts.clock().instant(), parts.node(), room, parts.rules(), parts.random());
    }

    private static List<Effect> effects(Outcome outcome, CommitResult.Committed committed) {
        List<Effect> effects = new ArrayList<>(outcome.effects());
        for (StepKey joinable : committed.joinable()) {
            effects.add(new Effect.Perform(joinable, Phase.JOIN));
        }
        return effects;
    }

    private void addNews(JobCommit commit, @Nullable JobSnapshot before, Outcome outcome) {
        JobId root = before == null ? commit.job() : before.job().root();
        JobEvent event = new JobEvent(root, commit.job(), commit.expectedVersion() + 1, before, outcome.changes());
        news.add(event, outcome.log());
        limits.note(outcome.changes());
    }
}
