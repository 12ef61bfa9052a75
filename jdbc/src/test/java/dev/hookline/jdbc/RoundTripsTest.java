package dev.hookline.jdbc;

import static dev.hookline.jdbc.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.job.Attempt;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.Logged;
import dev.hookline.job.JobChange.StateChanged;
import dev.hookline.job.JobChange.StepWritten;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.Lease;
import dev.hookline.job.LogEntry;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What an engine asks for often costs few round trips to PostgreSQL, counted at the driver's sockets. */
@SuppressWarnings("NullAway.Init")
class RoundTripsTest {
    private static final JobLabels KEYED = JobLabels.NONE.withIdempotencyKey("key");

    private HikariDataSource pool;
    private JdbcJobStore store;

    @BeforeEach
    void open() throws SQLException {
        PGSimpleDataSource postgres = TestPostgres.freshDataSource();
        postgres.setSocketFactory(CountingSockets.class.getName());
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres);
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        store = JdbcJobStore.builder(pool).createSchema(true).build();
        CountingSockets.takeRoundTrips();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aStartIsOneAndAnotherLooksForItsKeyIfItHasOne() {
        store.commit(Jobs.creation(Jobs.job(JobLabels.NONE)));
        assertRoundTrips(1);
        store.commit(Jobs.creation(Jobs.job(KEYED)));
        assertRoundTrips(2);
        assertThat(store.commit(Jobs.creation(Jobs.job(KEYED))).isCommitted()).isFalse();
        assertRoundTrips(2);
    }

    @Test
    void theAnswerOfACreateAWebhookAndAStoredOutputAreOneEach() {
        Job job = Jobs.job(JobLabels.NONE);
        store.commit(Jobs.creation(job));
        JobSnapshot read = store.load(job.id()).orElseThrow();
        JobStep step = read.steps().get(0);
        Attempt bound = read.attempts().get(0).bound("p");
        CountingSockets.takeRoundTrips();

        commit(job, 1, new AttemptWritten(bound), new StepWritten(step), line(job));
        assertRoundTrips(1);
        JobStep collecting = step.collecting("{}", Work.leased(Phase.COLLECT, NOW, "node"));
        commit(job, 2, new AttemptWritten(bound), new StepWritten(collecting), line(job));
        assertRoundTrips(1);
        JobState end = new JobState(JobStatus.SUCCEEDED, "{}", null, NOW);
        JobStep ended = step.ended(StepStatus.SUCCEEDED, "{}", null);
        commit(job, 3, new StateChanged(job.id(), end), new StepWritten(ended), line(job));
        assertRoundTrips(1);
    }

    @Test
    void whatWasWrittenOverAnotherVersionIsTakenBackAndDecidedAnew() {
        Job moved = Jobs.job(JobLabels.NONE);
        Job same = Jobs.job(JobLabels.NONE);
        store.commit(List.of(Jobs.creation(moved), Jobs.creation(same)));
        commit(moved, 1, line(moved));
        CountingSockets.takeRoundTrips();

        assertThat(store.commit(List.of(
                        JobCommit.of(moved, NOW, List.of(line(moved))), JobCommit.of(same, NOW, List.of(line(same))))))
                .extracting(CommitResult::isCommitted)
                .containsExactly(false, true);

        assertRoundTrips(4);
        assertThat(store.log(moved.id())).hasSize(2);
        assertThat(store.log(same.id())).hasSize(2);
        assertThat(store.load(same.id()).orElseThrow().job().version()).isEqualTo(2);
    }

    @Test
    void theEndOfAChildReadsAndWrites() {
        Job parent = Jobs.job(JobLabels.NONE);
        JobCommit fanOut = Jobs.fanOut(parent, 2);
        store.commit(fanOut);
        CountingSockets.takeRoundTrips();
        for (JobChange change : fanOut.changes()) {
            if (change instanceof JobCreated created && created.job().parent() != null) {
                Job child = created.job();
                JobState end = new JobState(JobStatus.SUCCEEDED, "{}", null, NOW);
                StepKey above = new StepKey(parent.id(), "each");
                commit(child, 1, new StateChanged(child.id(), end), line(child), new ChildEnded(above, true));
                assertRoundTrips(2);
            }
        }
    }

    @Test
    void readingAndTakingWorkAreOneEach() {
        Job job = Jobs.job(JobLabels.NONE);
        store.commit(Jobs.creation(job));
        CountingSockets.takeRoundTrips();
        store.load(job.id());
        assertRoundTrips(1);
        store.claim(new Lease("node", NOW), Set.of("merge"), NOW.plusSeconds(900), 100);
        assertRoundTrips(1);
        store.claim(new Lease("node", NOW), Set.of("merge"), NOW.minusSeconds(900), 100);
        assertRoundTrips(1);
    }

    @Test
    void aFanOutOfAThousandIsOne() {
        store.commit(Jobs.fanOut(Jobs.job(JobLabels.NONE), 1_000));
        assertRoundTrips(1);
    }

    @Test
    void aHundredCommitsOfOneCallAreOne() {
        List<JobCommit> commits = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> commits.add(Jobs.creation(Jobs.job(JobLabels.NONE))));
        store.commit(commits);
        assertRoundTrips(1);
    }

    private void commit(Job job, long version, JobChange... changes) {
        assertThat(store.commit(new JobCommit(job.id(), job.workflow().name(), version, NOW, List.of(changes)))
                        .isCommitted())
                .isTrue();
    }

    private static Logged line(Job job) {
        return new Logged(new LogEntry(job.root(), job.id(), NOW, LogEntry.Level.INFO, null, 0, null, "line"));
    }

    private static void assertRoundTrips(int expected) {
        assertThat(CountingSockets.takeRoundTrips()).as("round trips").isEqualTo(expected);
    }
}
