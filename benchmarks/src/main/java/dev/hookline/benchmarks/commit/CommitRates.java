package dev.hookline.benchmarks.commit;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.load.Threads;
import dev.hookline.benchmarks.postgres.Counter;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.job.WorkflowRef;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many commits a second PostgreSQL makes durable, with fsync on, from 16 threads: of one row that is counted up; and of
 * what a webhook changes in a job (its version, a step, an attempt, a line of the log), each in a transaction of its own,
 * and sixteen in one. The three take turns, so that a machine that is busy with other things is so for all.
 */
public final class CommitRates {
    private static final int THREADS = 16;
    private static final int ROUNDS = 4;
    private static final int WARMUP_MILLIS = 500;
    private static final int TURN_MILLIS = 2_000;
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final HikariDataSource pool;
    private final JdbcJobStore store;

    private CommitRates(HikariDataSource pool, JdbcJobStore store) {
        this.pool = pool;
        this.store = store;
    }

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(THREADS)) {
            JdbcJobStore store = JdbcJobStore.builder(pool).createSchema(true).build();
            new CommitRates(pool, store).run();
        }
    }

    private interface Loads {
        List<Threads.Task> make() throws SQLException;
    }

    private void run() throws Exception {
        List<Loads> contenders = List.of(() -> Counter.of(pool, THREADS), () -> webhooks(1), () -> webhooks(THREADS));
        double[] rates = new double[contenders.size()];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < rates.length; i++) {
                double rate = Threads.perSecond(contenders.get(i).make(), WARMUP_MILLIS, TURN_MILLIS);
                rates[i] += round == 0 ? 0 : rate / (ROUNDS - 1); // the first is to warm up
            }
        }
        Figure.print(List.of(
                of("commits of a webhook's changes, one at a time", rates[1], rates[0], 1),
                of("the same, 16 in a transaction", rates[2], rates[0], 1.5)));
    }

    private static Figure of(String name, double rate, double counter, double aim) {
        return Figure.of(
                name,
                Quantity.perSecond(rate),
                "one row counted up by JDBC",
                Quantity.perSecond(counter),
                Aim.atLeast(aim));
    }

    private List<Threads.Task> webhooks(int group) {
        return IntStream.range(0, THREADS)
                .mapToObj(thread -> webhooksOfAThread(group))
                .toList();
    }

    private Threads.Task webhooksOfAThread(int group) {
        List<Waiting> jobs =
                Stream.generate(() -> Waiting.in(store)).limit(group).toList();
        return () -> {
            List<JobCommit> commits = jobs.stream().map(Waiting::next).toList();
            if (!store.commit(commits).stream().allMatch(CommitResult::isCommitted)) {
                throw new IOException("A commit did not happen");
            }
            return group;
        };
    }

    /** A job that waits for a webhook, again and again. */
    private static final class Waiting {
        private final Job job;
        private final Attempt attempt;
        private final JobStep step;
        private long version = 1;

        private Waiting(Job job, Attempt attempt, JobStep step) {
            this.job = job;
            this.attempt = attempt;
            this.step = step;
        }

        static Waiting in(JdbcJobStore store) {
            Instant now = Instant.now();
            JobId id = JobId.create(now, RANDOM);
            WorkflowRef workflow = new WorkflowRef("benchmark", "f00d");
            Job job = new Job(id, workflow, null, JobLabels.NONE, "{}", JobState.processing(now), now, 1);
            StepKey key = new StepKey(id, "ask");
            Attempt attempt = new Attempt(CallbackToken.create(RANDOM), key, 1, AttemptStatus.OPEN, null, now);
            Work work = Work.dueAt(Phase.AWAIT, now.plusSeconds(600));
            JobStep step = new JobStep(key, StepStatus.RUNNING, 1, attempt.token(), work, 0, null, null);
            store.commit(JobCommit.creating(
                    job,
                    now,
                    List.of(
                            new JobChange.JobCreated(job),
                            new JobChange.StepWritten(step),
                            new JobChange.AttemptWritten(attempt))));
            return new Waiting(job, attempt, step);
        }

        JobCommit next() {
            Instant now = Instant.now();
            Work work = Work.leased(Phase.COLLECT, now.plusSeconds(20), "node");
            LogEntry line = new LogEntry(job.id(), job.id(), now, LogEntry.Level.INFO, "ask", 1, "p", "It succeeded");
            return new JobCommit(
                    job.id(),
                    job.workflow().name(),
                    version++,
                    now,
                    List.of(
                            new JobChange.StepWritten(step.collecting("[\"https://example.com/out.png\"]", work)),
                            new JobChange.AttemptWritten(attempt.bound("p").withStatus(AttemptStatus.ENDED)),
                            new JobChange.Logged(line)));
        }
    }
}
