package dev.hookline.jdbc;

import static dev.hookline.jdbc.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an engine asks for often costs few round trips to PostgreSQL, counted at the driver. */
@SuppressWarnings("NullAway.Init")
class RoundTripsTest {
    private static final JobLabels KEYED = JobLabels.NONE.withIdempotencyKey("key");

    private ProbingDataSource dataSource;
    private JdbcJobStore store;

    @BeforeEach
    void open() throws SQLException {
        dataSource = new ProbingDataSource(TestPostgres.freshDataSource());
        store = JdbcJobStore.builder(dataSource).createSchema(true).build();
        dataSource.takeSent();
    }

    @Test
    void aStartWritesOnceAndCommitsAndLooksForItsKeyIfItHasOne() {
        store.commit(Jobs.creation(Jobs.job(JobLabels.NONE)));
        assertCost(1, 1);
        store.commit(Jobs.creation(Jobs.job(KEYED)));
        assertCost(2, 1);
        store.commit(Jobs.creation(Jobs.job(KEYED)));
        assertCost(1, 1);
    }

    @Test
    void theAnswerOfACreateAWebhookAndAStoredOutputEachWriteOnceAndCommit() {
        Job job = Jobs.job(JobLabels.NONE);
        store.commit(Jobs.creation(job));
        JobSnapshot read = store.load(job.id()).orElseThrow();
        JobStep step = read.steps().get(0);
        Attempt bound = read.attempts().get(0).bound("p");
        dataSource.takeSent();

        commit(job, 1, new AttemptWritten(bound), new StepWritten(step), line(job));
        assertCost(1, 1);
        JobStep collecting = step.collecting("{}", Work.leased(Phase.COLLECT, NOW, "node"));
        commit(job, 2, new AttemptWritten(bound), new StepWritten(collecting), line(job));
        assertCost(1, 1);
        JobState end = new JobState(JobStatus.SUCCEEDED, "{}", null, NOW);
        JobStep ended = step.ended(StepStatus.SUCCEEDED, "{}", null);
        commit(job, 3, new StateChanged(job.id(), end), new StepWritten(ended), line(job));
        assertCost(1, 1);
    }

    @Test
    void whatWasWrittenOverAnotherVersionIsTakenBackAndDecidedAnew() {
        Job moved = Jobs.job(JobLabels.NONE);
        Job same = Jobs.job(JobLabels.NONE);
        store.commit(List.of(Jobs.creation(moved), Jobs.creation(same)));
        commit(moved, 1, line(moved));
        dataSource.takeSent();

        assertThat(store.commit(List.of(
                        JobCommit.of(moved, NOW, List.of(line(moved))), JobCommit.of(same, NOW, List.of(line(same))))))
                .extracting(CommitResult::isCommitted)
                .containsExactly(false, true);

        assertCost(3, 1);
        assertThat(store.log(moved.id())).hasSize(2);
        assertThat(store.log(same.id())).hasSize(2);
        assertThat(store.load(same.id()).orElseThrow().job().version()).isEqualTo(2);
    }

    @Test
    void theEndOfAChildReadsOnceWritesOnceAndCommits() {
        Job parent = Jobs.job(JobLabels.NONE);
        JobCommit fanOut = Jobs.fanOut(parent, 2);
        store.commit(fanOut);
        dataSource.takeSent();
        for (JobChange change : fanOut.changes()) {
            if (change instanceof JobCreated created && created.job().parent() != null) {
                Job child = created.job();
                JobState end = new JobState(JobStatus.SUCCEEDED, "{}", null, NOW);
                StepKey above = new StepKey(parent.id(), "each");
                commit(child, 1, new StateChanged(child.id(), end), line(child), new ChildEnded(above, true));
                assertCost(2, 1);
            }
        }
    }

    @Test
    void readingAndTakingWorkAreOneStatementEachThatCommitsByItself() {
        Job job = Jobs.job(JobLabels.NONE);
        store.commit(Jobs.creation(job));
        dataSource.takeSent();
        store.load(job.id());
        assertCost(1, 0);
        store.claim(new Lease("node", NOW), Set.of("merge"), NOW.plusSeconds(900), 100);
        assertCost(1, 0);
        store.claim(new Lease("node", NOW), Set.of("merge"), NOW.minusSeconds(900), 100);
        assertCost(1, 0);
    }

    @Test
    void aFanOutOfAThousandWritesOnceAndCommits() {
        store.commit(Jobs.fanOut(Jobs.job(JobLabels.NONE), 1_000));
        assertCost(1, 1);
    }

    @Test
    void aHundredCommitsOfOneCallCostNoMoreThanOne() {
        List<JobCommit> commits = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> commits.add(Jobs.creation(Jobs.job(JobLabels.NONE))));
        store.commit(commits);
        List<ProbingDataSource.Sent> sent = dataSource.takeSent();
        assertThat(sent.stream().filter(one -> !one.isCommit())).hasSize(1);
        assertThat(sent.stream().flatMap(one -> one.split().stream())).hasSize(5);
    }

    private void commit(Job job, long version, JobChange... changes) {
        assertThat(store.commit(new JobCommit(job.id(), job.workflow().name(), version, NOW, List.of(changes)))
                        .isCommitted())
                .isTrue();
    }

    private static Logged line(Job job) {
        return new Logged(new LogEntry(job.root(), job.id(), NOW, LogEntry.Level.INFO, null, 0, null, "line"));
    }

    private void assertCost(int statements, int commits) {
        List<ProbingDataSource.Sent> sent = dataSource.takeSent();
        assertThat(sent.stream().filter(one -> !one.isCommit())).hasSize(statements);
        assertThat(sent.stream().filter(ProbingDataSource.Sent::isCommit)).hasSize(commits);
    }
}
