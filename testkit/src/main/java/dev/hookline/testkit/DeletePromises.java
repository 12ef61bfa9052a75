package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.WORKFLOWS;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.awaiting;
import static dev.hookline.testkit.Samples.changed;
import static dev.hookline.testkit.Samples.created;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.due;
import static dev.hookline.testkit.Samples.line;
import static dev.hookline.testkit.Samples.logged;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.DeletedJob;
import dev.hookline.job.Job;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.Lease;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deleted is gone as a whole; what has ended can be deleted by its age. */
abstract class DeletePromises extends AttemptPromises {
    private static final Duration TICK = Duration.ofNanos(1_000);

    @Test
    void deletingTakesTheWholeTreeAndNothingElse() {
        Job job = samples.job();
        Job child = samples.child(job, Samples.STEP, 0);
        Job grandchild = samples.child(child, Samples.STEP, 0);
        commit(creation(job, created(child), written(due(child, NOW)), logged(line(job, NOW, "gone"))));
        commit(at(child, created(grandchild), written(due(grandchild, NOW)), logged(line(child, NOW, "gone"))));
        Job other = samples.job();
        commit(creation(other, written(due(other, NOW)), logged(line(other, NOW, "stays"))));
        assertThat(store.delete(job.id())).isPresent();
        for (Job gone : List.of(job, child, grandchild)) {
            assertThat(store.load(gone.id())).isEmpty();
            assertThat(store.children(Samples.key(gone))).isEmpty();
        }
        assertThat(store.log(job.id())).isEmpty();
        assertThat(store.list(JobQuery.newest(10))).containsExactly(other);
        assertThat(messages(other)).containsExactly("stays");
        assertThat(store.claim(new Lease("node", NOW.plusSeconds(9)), WORKFLOWS, NOW, 10))
                .extracting(claim -> claim.step())
                .containsExactly(Samples.key(other));
    }

    @Test
    void theAttemptsOfADeletedTreeStayAndAreAbandoned() {
        Job job = samples.job();
        Job child = samples.child(job, Samples.STEP, 0);
        Attempt open = samples.attempt(child).bound("prediction");
        Attempt over = samples.attempt(job).withStatus(AttemptStatus.ENDED);
        Job other = samples.job();
        Attempt untouched = samples.attempt(other);
        commit(creation(job, created(child), written(over), written(open), written(awaiting(child, open))));
        commit(creation(other, written(untouched)));
        store.delete(job.id());
        assertThat(store.findAttempt(open.token())).contains(open.withStatus(AttemptStatus.ABANDONED));
        assertThat(store.findAttempt(over.token())).contains(over.withStatus(AttemptStatus.ABANDONED));
        assertThat(store.findAttempt(untouched.token())).contains(untouched);
    }

    @Test
    void onlyAJobThatIsThereAndWasStartedFromOutsideCanBeDeleted() {
        Job job = samples.job();
        Job child = samples.child(job, Samples.STEP, 0);
        commit(creation(job, created(child)));
        assertThat(store.delete(samples.id())).isEmpty();
        assertThat(store.delete(child.id())).isEmpty();
        assertThat(load(child.id()).job()).isEqualTo(child);
        assertThat(store.delete(job.id())).isPresent();
        assertThat(store.delete(job.id())).isEmpty();
    }

    @Test
    void aCommitForADeletedJobIsStale() {
        Job job = saved(samples.job());
        store.delete(job.id());
        assertThat(store.commit(at(job, written(due(job, NOW)))).isCommitted()).isFalse();
        assertThat(store.load(job.id())).isEmpty();
    }

    @Test
    void whatIsDeletedLeavesBehindItsInputAndAllResults() {
        Job job = samples.job();
        Job child = samples.child(job, Samples.STEP, 0);
        StepKey other = new StepKey(child.id(), "other");
        commit(creation(
                job,
                created(child),
                written(due(job, NOW).ended(StepStatus.SUCCEEDED, "\"a\"", null)),
                written(due(child, NOW).ended(StepStatus.SUCCEEDED, "\"b\"", null)),
                written(Samples.begun(other).ended(StepStatus.FAILED, null, null))));
        DeletedJob deleted = store.delete(job.id()).orElseThrow();
        assertThat(deleted.id()).isEqualTo(job.id());
        assertThat(deleted.input()).isEqualTo(job.input());
        assertThat(deleted.results()).containsExactlyInAnyOrder("\"a\"", "\"b\"");
    }

    @Test
    void jobsThatEndedBeforeATimeAreDeletedThoseThatEndedFirstToBeginWith() {
        Job third = endedAt(NOW.plusSeconds(3));
        Job first = endedAt(NOW.plusSeconds(1));
        Job second = endedAt(NOW.plusSeconds(2));
        Job running = saved(samples.job());
        assertThat(store.deleteEnded(NOW.plusSeconds(1), 10)).isEmpty();
        assertThat(store.deleteEnded(NOW.plusSeconds(3), 1))
                .extracting(DeletedJob::id)
                .containsExactly(first.id());
        assertThat(store.deleteEnded(NOW.plusSeconds(3), 10))
                .extracting(DeletedJob::id)
                .containsExactly(second.id());
        assertThat(store.deleteEnded(NOW.plusSeconds(3).plus(TICK), 10))
                .extracting(DeletedJob::id)
                .containsExactly(third.id());
        assertThat(store.list(JobQuery.newest(10))).extracting(Job::id).containsExactly(running.id());
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void onlyWhatHasEndedIsDeletedByItsAge(JobStatus status) {
        Job job = saved(samples.job());
        commit(at(job, changed(job, new JobState(status, null, null, NOW))));
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 10)).hasSize(status.isEnd() ? 1 : 0);
        assertThat(store.load(job.id()).isPresent()).isEqualTo(!status.isEnd());
    }

    @Test
    void aJobThatWasOpenedAgainIsNotDeletedByItsAge() {
        Job job = endedAt(NOW);
        commit(at(job, 2, changed(job, JobState.processing(NOW.plusSeconds(1)))));
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 10)).isEmpty();
        commit(at(job, 3, changed(job, new JobState(JobStatus.FAILED, null, null, NOW.plusSeconds(2)))));
        assertThat(store.deleteEnded(NOW.plusSeconds(2), 10)).isEmpty();
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 10)).hasSize(1);
    }

    @Test
    void anEndedChildIsDeletedWithItsRootAndNeverAlone() {
        Job root = samples.job();
        Job child = samples.child(root, Samples.STEP, 0);
        Attempt attempt = samples.attempt(child);
        commit(creation(root, created(child), written(attempt), logged(line(child, NOW, "gone"))));
        commit(at(child, changed(child, new JobState(JobStatus.SUCCEEDED, "1", null, NOW))));
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 10)).isEmpty();
        Job other = saved(samples.job());
        commit(at(other, changed(other, new JobState(JobStatus.SUCCEEDED, "1", null, NOW.plusSeconds(1)))));
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 1))
                .as("the child takes no place of another one")
                .extracting(DeletedJob::id)
                .containsExactly(other.id());
        commit(at(root, changed(root, new JobState(JobStatus.SUCCEEDED, "1", null, NOW))));
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 10))
                .extracting(DeletedJob::id)
                .containsExactly(root.id());
        assertThat(store.load(child.id())).isEmpty();
        assertThat(store.log(root.id())).isEmpty();
        assertThat(store.findAttempt(attempt.token())).contains(attempt.withStatus(AttemptStatus.ABANDONED));
    }

    @Test
    void noMoreThanTheLimitIsDeletedAtOnceChildrenCountedButTheFirstIsInAnyCase() {
        List<Job> roots = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Job root = samples.job();
            commit(Samples.fanOut(root, samples.children(root, Samples.STEP, 4)));
            commit(at(root, changed(root, new JobState(JobStatus.FAILED, null, null, NOW.plusSeconds(i)))));
            roots.add(root);
        }
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 14))
                .extracting(DeletedJob::id)
                .containsExactly(roots.get(0).id(), roots.get(1).id());
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 2))
                .extracting(DeletedJob::id)
                .containsExactly(roots.get(2).id());
        assertThat(store.deleteEnded(NOW.plusSeconds(99), 5)).hasSize(1);
    }

    @Test
    void aKeyIsFreeWhenItsJobWasDeletedByItsAge() {
        JobLabels labels = JobLabels.NONE.withIdempotencyKey("key");
        Job job = saved(samples.job(labels));
        commit(at(job, changed(job, new JobState(JobStatus.SUCCEEDED, null, null, NOW))));
        assertThat(store.deleteEnded(NOW.plusSeconds(1), 10)).hasSize(1);
        saved(samples.job(labels));
    }

    @Test
    void attemptsOfDeletedJobsAreForgottenByTheirAgeAndNoOthers() {
        Job kept = samples.job();
        Attempt live = samples.attempt(kept);
        commit(creation(kept, written(live)));
        List<Attempt> gone = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Job job = samples.job();
            Attempt attempt =
                    new Attempt(samples.token(), Samples.key(job), 1, AttemptStatus.ENDED, "p", NOW.plusSeconds(i));
            commit(creation(job, written(attempt)));
            store.delete(job.id());
            gone.add(attempt);
        }
        assertThat(store.forgetAttempts(NOW, 10)).isZero();
        assertThat(store.forgetAttempts(NOW.plusSeconds(2), 1)).isOne();
        assertThat(store.forgetAttempts(NOW.plusSeconds(2), 10)).isOne();
        assertThat(store.forgetAttempts(NOW.plusSeconds(2), 10)).isZero();
        assertThat(gone)
                .extracting(attempt -> store.findAttempt(attempt.token()).isPresent())
                .containsExactly(false, false, true);
        assertThat(store.findAttempt(live.token())).contains(live);
    }

    private Job endedAt(Instant time) {
        Job job = saved(samples.job());
        commit(at(job, changed(job, new JobState(JobStatus.SUCCEEDED, null, null, time))));
        return job;
    }
}
