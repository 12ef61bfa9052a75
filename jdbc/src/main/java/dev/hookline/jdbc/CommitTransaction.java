package dev.hookline.jdbc;

import dev.hookline.jdbc.CommitPlan.Counted;
import dev.hookline.jdbc.Found.Known;
import dev.hookline.jdbc.Found.Open;
import dev.hookline.jdbc.Found.UniqueKey;
import dev.hookline.job.Attempt;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.CommitResult;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobChange.ChildReopened;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.StepWritten;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The commits of a call as one transaction.
 *
 * <p>At first each job is assumed to be at the version that its commit expects, as it nearly always is: what follows from
 * that is written at once, the jobs only where they are at that version. When some are not, the server refuses all of it, and
 * it is done anew the careful way. So it is, too, when it takes more than versions to decide: keys, counts of children, or whether an
 * attempt that is written without its step counts.
 *
 * <p>The careful way is to lock, decide, write. The rows of all jobs that the commits are for, and of the parents whose
 * children end, are locked first, in the order of their ids, in which they are also written without it. So two transactions
 * never wait for each other in a circle, and what is read after that is what is true until the end. Either way {@link
 * CommitPlan} decides without the database, and what is written are batches of one kind each, however many commits there are,
 * with the end of the transaction where that can go along.
 *
 * <p>Rows of steps are also changed by claims and leases, which lock nothing else and for a moment only. New jobs have no
 * rows to lock: when somebody else creates the same at the same time, the unique index lets the second wait for the first
 * and then fail, and its transaction begins anew.
 */
final class CommitTransaction implements Transactions.Work<List<CommitResult>> {
    private final Dialect dialect;
    private final List<JobCommit> commits;
    private final boolean ownsTransaction;
    private final Set<JobId> jobs = new TreeSet<>();
    private final Set<JobId> parents = new TreeSet<>();
    private final List<String> keys = new ArrayList<>();
    private final Set<JobId> withSteps = new TreeSet<>();
    private final Set<CallbackToken> tokens = new HashSet<>();
    private final Set<CallbackToken> attempts = new HashSet<>();
    private boolean isFirstTry = true;

    private CommitTransaction(Dialect dialect, List<JobCommit> commits, boolean ownsTransaction) {
        this.ownsTransaction = ownsTransaction;
        this.dialect = dialect;
        this.commits = commits;
        for (JobCommit commit : commits) {
            jobs.add(commit.job());
            commit.changes().forEach(this::note);
        }
        jobs.addAll(parents);
    }

    /** For a transaction of the store's own. */
    static CommitTransaction of(Dialect dialect, List<JobCommit> commits) {
        return new CommitTransaction(dialect, commits, true);
    }

    /** For a transaction in which somebody else does something, too. */
    static CommitTransaction within(Dialect dialect, JobCommit commit) {
        return new CommitTransaction(dialect, List.of(commit), false);
    }

    @Override
    public List<CommitResult> run(Connection connection) throws SQLException {
        boolean mayAssume = isFirstTry
                && ownsTransaction
                && dialect.takesManyAtOnce()
                && keys.isEmpty()
                && parents.isEmpty()
                && tokens.containsAll(attempts);
        isFirstTry = false;
        return mayAssume ? assume(connection) : lock(connection);
    }

    /** What is written over another version than the one that was assumed is not written at all. */
    private List<CommitResult> assume(Connection connection) throws SQLException {
        CommitPlan plan = CommitPlan.of(commits, Found.expectedBy(commits));
        Together together = new Together(connection, dialect);
        together.command(dialect.settings());
        return write(together, plan);
    }

    private List<CommitResult> lock(Connection connection) throws SQLException {
        return write(new Together(connection, dialect), CommitPlan.of(commits, find(connection)));
    }

    private void note(JobChange change) {
        if (change instanceof ChildEnded ended) {
            parents.add(ended.parentStep().job());
        } else if (change instanceof ChildReopened reopened) {
            parents.add(reopened.parentStep().job());
        } else if (change instanceof JobCreated created) {
            UniqueKey key = UniqueKey.of(created.job());
            if (key != null) {
                keys.add(key.key());
            }
        } else if (change instanceof StepWritten written) {
            withSteps.add(written.step().key().job());
            Stream.ofNullable(written.step().token()).forEach(tokens::add);
        } else if (change instanceof AttemptWritten written) {
            withSteps.add(written.attempt().step().job());
            attempts.add(written.attempt().token());
        }
    }

    /** The locks come first, since each statement sees what is true when its turn comes. */
    private Found find(Connection connection) throws SQLException {
        Found found = Found.nothing();
        Together together = new Together(connection, dialect);
        if (ownsTransaction) {
            together.command(dialect.settings());
        }
        together.query(
                Statements.FIND_VERSIONS,
                to -> to.ids(jobs),
                row -> found.jobs().put(row.id(), new Known(row.longNumber(), row.text())));
        if (!keys.isEmpty()) {
            together.query(Statements.FIND_KEYS, to -> to.texts(keys), row -> {
                JobId id = row.id();
                return found.keys().put(new UniqueKey(row.text(), row.text()), id);
            });
        }
        if (!parents.isEmpty()) {
            together.query(
                    Statements.FIND_OPEN_CHILDREN,
                    to -> to.ids(parents),
                    row -> found.open()
                            .put(new StepKey(row.id(), row.text()), new Open(row.number(), row.name(Phase.class))));
        }
        if (!withSteps.isEmpty()) {
            together.query(Statements.FIND_COUNTING_ATTEMPTS, to -> to.ids(withSteps), row -> {
                Attempt attempt = RowMapping.readAttempt(row);
                return found.attempts().put(attempt.step(), attempt);
            });
        }
        together.send();
        return found;
    }

    /** An attempt whose step gets another one is written before that step, which is not written without it. */
    private List<CommitResult> write(Together together, CommitPlan plan) throws SQLException {
        together.write(TableWrite.INSERT_JOB, plan.newJobs.values(), RowMapping::writeJob);
        together.write(TableWrite.UPDATE_JOB, plan.moved.entrySet(), (to, moved) -> {
            JobId id = moved.getKey();
            to.id(id).number(plan.versionBefore(id)).number(plan.version(id));
            RowMapping.writeState(to, moved.getValue().state());
        });
        together.write(TableWrite.PUT_ATTEMPT, plan.former.values(), RowMapping::writeAttempt);
        together.write(
                TableWrite.PUT_STEP,
                plan.steps.values(),
                (to, step) ->
                        RowMapping.writeStep(to, step, plan.workflow(step.key().job()), plan.current.get(step.key())));
        together.write(TableWrite.BIND, plan.bound.values(), RowMapping::writeBinding);
        writeCounts(together, plan);
        together.write(TableWrite.INSERT_LOG, plan.log, RowMapping::writeLog);
        if (!plan.restored.isEmpty()) {
            together.command(Statements.FORGET_ATTEMPTS, to -> to.texts(plan.restored));
        }
        if (ownsTransaction) {
            together.commit();
        }
        together.send();
        return plan.results;
    }

    private static void writeCounts(Together together, CommitPlan plan) throws SQLException {
        Map<StepKey, Counted> stays = new TreeMap<>(plan.counted);
        stays.values().removeIf(Counted::moved);
        Map<StepKey, Counted> moves = new TreeMap<>(plan.counted);
        moves.keySet().removeAll(stays.keySet());
        together.write(TableWrite.COUNT, stays.entrySet(), (to, entry) -> {
            RowMapping.writeKey(to, entry.getKey());
            to.number(entry.getValue().children());
        });
        together.write(TableWrite.COUNT_AND_MOVE, moves.entrySet(), (to, entry) -> {
            RowMapping.writeKey(to, entry.getKey());
            to.number(entry.getValue().children()).time(entry.getValue().dueAt());
        });
    }
}
