package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.changed;
import static dev.hookline.testkit.Samples.created;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.due;
import static dev.hookline.testkit.Samples.ended;
import static dev.hookline.testkit.Samples.line;
import static dev.hookline.testkit.Samples.logged;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryRetentionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = ManualTime.create();
    private final Samples samples = new Samples();
    private final InMemoryJobStore store = InMemoryJobStore.builder()
            .maxEndedJobs(10)
            .retention(HOUR)
            .clock(time)
            .build();

    @Test
    void aJobThatEndedLeavesAfterTheRetentionAndNoEarlier() {
        Job job = saved(samples.job());
        end(job);
        time.advance(HOUR.minusNanos(1));
        assertThat(store.load(job.id())).isPresent();
        time.advance(Duration.ofNanos(1));
        assertThat(store.load(job.id())).isEmpty();
    }

    @Test
    void aJobThatHasNotEndedNeverLeaves() {
        Job job = samples.job();
        List<Job> children = samples.children(job, Samples.STEP, 20);
        store.commit(Samples.fanOut(job, children));
        children.forEach(this::end);
        List<Job> others = savedJobs(20);
        time.advance(HOUR.multipliedBy(1_000));
        assertThat(store.load(job.id())).isPresent();
        assertThat(store.children(Samples.key(job))).hasSize(20);
        assertThat(store.list(JobQuery.newest(100))).hasSize(1 + others.size());
    }

    @Test
    void aJobThatIsTakenUpAgainStays() {
        Job job = saved(samples.job());
        end(job);
        time.advance(HOUR.dividedBy(2));
        assertThat(store.commit(at(job, 2, changed(job, JobState.processing(NOW))))
                        .isCommitted())
                .isTrue();
        time.advance(HOUR.multipliedBy(10));
        assertThat(store.load(job.id())).isPresent();
        assertThat(store.commit(at(job, 3, changed(job, ended(JobStatus.SUCCEEDED))))
                        .isCommitted())
                .isTrue();
        time.advance(HOUR.dividedBy(2));
        assertThat(store.load(job.id())).isPresent();
        time.advance(HOUR.dividedBy(2));
        assertThat(store.load(job.id())).isEmpty();
    }

    @Test
    void whenTooManyHaveEndedThoseThatEndedFirstLeaveAlsoWhenTheyAreReadOften() {
        List<Job> jobs = savedJobs(25);
        for (Job job : jobs) {
            end(job);
            time.advance(Duration.ofSeconds(1));
            jobs.subList(0, 10).forEach(early -> store.load(early.id()));
        }
        assertThat(store.list(JobQuery.newest(100)))
                .extracting(Job::id)
                .containsExactlyInAnyOrderElementsOf(
                        jobs.subList(15, 25).stream().map(Job::id).toList());
    }

    @Test
    void theChildrenOfAJobCountAndTheOneThatEndedLastStaysHoweverLargeItIs() {
        List<Job> small = savedJobs(3);
        small.forEach(this::end);
        Job large = samples.job();
        store.commit(Samples.fanOut(large, samples.children(large, Samples.STEP, 50)));
        end(large);
        assertThat(store.list(JobQuery.newest(100))).extracting(Job::id).containsExactly(large.id());
        assertThat(store.children(Samples.key(large))).hasSize(50);
        Job next = saved(samples.job());
        end(next);
        assertThat(store.list(JobQuery.newest(100))).extracting(Job::id).containsExactly(next.id());
    }

    @Test
    void nothingIsLeftOfATreeThatHasLeftButItsAttemptsForOneMoreRetention() {
        Job job = samples.job(new JobLabels("kim", "key", Map.of(), null));
        Job child = samples.child(job, Samples.STEP, 0);
        Attempt attempt = samples.attempt(child);
        store.commit(creation(
                job, created(child), written(due(child, NOW)), written(attempt), logged(line(job, NOW, "gone"))));
        end(job);
        time.advance(HOUR);
        assertThat(store.load(child.id())).isEmpty();
        assertThat(store.children(Samples.key(job))).isEmpty();
        assertThat(store.log(job.id())).isEmpty();
        assertThat(store.list(JobQuery.newest(9).ownedBy("kim"))).isEmpty();
        assertThat(store.claim(new Lease("node", NOW.plusSeconds(9)), Samples.WORKFLOWS, NOW, 9))
                .isEmpty();
        assertThat(store.delete(job.id())).isEmpty();
        assertThat(store.findAttempt(attempt.token())).contains(attempt.withStatus(AttemptStatus.ABANDONED));
        assertThat(store.commit(creation(samples.job(job.labels()))).isCommitted())
                .isTrue();
        time.advance(HOUR);
        assertThat(store.findAttempt(attempt.token())).isEmpty();
    }

    @Test
    void limitsThatWouldKeepNothingAreRefused() {
        assertThatThrownBy(() -> InMemoryJobStore.builder().maxEndedJobs(0).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        InMemoryJobStore.builder().retention(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<Job> savedJobs(int count) {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            jobs.add(saved(samples.job()));
        }
        return jobs;
    }

    private Job saved(Job job) {
        assertThat(store.commit(creation(job)).isCommitted()).isTrue();
        return job;
    }

    private void end(Job job) {
        assertThat(store.commit(at(job, changed(job, ended(JobStatus.SUCCEEDED))))
                        .isCommitted())
                .isTrue();
    }
}
