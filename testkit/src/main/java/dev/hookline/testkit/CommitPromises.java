package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.changed;
import static dev.hookline.testkit.Samples.created;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.due;
import static dev.hookline.testkit.Samples.ended;
import static dev.hookline.testkit.Samples.key;
import static dev.hookline.testkit.Samples.line;
import static dev.hookline.testkit.Samples.logged;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.job.Attempt;
import dev.hookline.job.CommitResult;
import dev.hookline.job.CommitResult.Committed;
import dev.hookline.job.CommitResult.Duplicate;
import dev.hookline.job.CommitResult.Stale;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobError;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a commit happens, and that it happens whole. */
abstract class CommitPromises extends JobStoreFixture {
    private static final JobLabels KEYED = JobLabels.NONE.withIdempotencyKey("order-7");

    @Test
    void aNewJobHasVersionOneAndEachCommitAddsOne() {
        Job job = saved(samples.job());
        assertThat(load(job.id()).job().version()).isEqualTo(1);
        commit(at(job, 1, changed(job, ended(JobStatus.FAILED))));
        commit(at(job, 2));
        assertThat(load(job.id()).job().version()).isEqualTo(3);
        assertThat(load(job.id()).job().state()).isEqualTo(ended(JobStatus.FAILED));
    }

    @Test
    void aCommitThatDoesNotNameTheStateLeavesAllOfIt() {
        JobError error = new JobError("code", "what went wrong");
        for (JobState state : List.of(
                new JobState(JobStatus.SUCCEEDED, "{\"n\":2}", null, NOW.plusSeconds(1)),
                new JobState(JobStatus.FAILED, null, error, NOW.plusSeconds(2)))) {
            Job job = saved(samples.job());
            commit(at(job, 1, changed(job, state)));
            commit(at(job, 2, logged(line(job, NOW, "later"))));
            assertThat(load(job.id()).job().state()).isEqualTo(state);
        }
    }

    @Test
    void aChildCanBeChangedByALaterCommitOfTheCallThatCreatesIt() {
        Job parent = samples.job();
        Job child = samples.child(parent, Samples.STEP, 0);
        assertThat(store.commit(List.of(
                        creation(parent, created(child)), at(child, changed(child, ended(JobStatus.CANCELED))))))
                .allMatch(CommitResult::isCommitted);
        assertThat(load(child.id()).job().version()).isEqualTo(2);
        assertThat(load(child.id()).job().status()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void aNewJobThatIsChangedByItsOwnCommitHasVersionOne() {
        Job job = samples.job();
        commit(creation(job, changed(job, ended(JobStatus.SUCCEEDED))));
        assertThat(load(job.id()).job().version()).isEqualTo(1);
        assertThat(load(job.id()).job().status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aCommitAtAVersionThatWasOrThatIsYetToComeIsStale() {
        Job job = saved(samples.job());
        commit(at(job, 1));
        assertThat(store.commit(at(job, 1))).isEqualTo(new Stale());
        assertThat(store.commit(at(job, 3))).isEqualTo(new Stale());
        assertThat(load(job.id()).job().version()).isEqualTo(2);
    }

    @Test
    void aStaleCommitChangesNothingAtAll() {
        Job parent = samples.job();
        Job job = samples.child(parent, Samples.STEP, 0);
        commit(Samples.fanOut(parent, List.of(job)));
        commit(at(job, 1));
        Attempt attempt = samples.attempt(job);
        JobCommit stale = at(
                job,
                1,
                changed(job, ended(JobStatus.FAILED)),
                written(due(job, NOW)),
                written(attempt),
                created(samples.child(job, Samples.STEP, 0)),
                new ChildEnded(key(parent), true),
                logged(line(job, NOW, "never")));
        assertThat(store.commit(stale)).isEqualTo(new Stale());
        assertThat(load(job.id()).job()).isEqualTo(job.next(job.state()));
        assertThat(load(job.id()).steps()).isEmpty();
        assertThat(store.findAttempt(attempt.token())).isEmpty();
        assertThat(store.children(key(job))).isEmpty();
        assertThat(step(key(parent)).openChildren()).isEqualTo(1);
        assertThat(store.log(parent.id())).isEmpty();
    }

    @Test
    void aCommitForAJobThatIsNotThereIsStale() {
        assertThat(store.commit(at(samples.job(), 1))).isEqualTo(new Stale());
    }

    @Test
    void aNewJobWhoseIdIsTakenIsStaleAlsoWhenItsKeyIsTakenToo() {
        Job job = saved(samples.job(KEYED));
        assertThat(store.commit(creation(job))).isEqualTo(new Stale());
        assertThat(store.commit(creation(job, logged(line(job, NOW, "never"))))).isEqualTo(new Stale());
        assertThat(store.log(job.id())).isEmpty();
    }

    @Test
    void aNewJobWhoseKeyIsTakenGivesTheJobThatHasIt() {
        Job first = saved(samples.job(KEYED));
        Job second = samples.job(KEYED);
        Attempt attempt = samples.attempt(second);
        assertThat(store.commit(creation(second, written(attempt), logged(line(second, NOW, "never")))))
                .isEqualTo(new Duplicate(first.id()));
        assertThat(store.load(second.id())).isEmpty();
        assertThat(store.findAttempt(attempt.token())).isEmpty();
        assertThat(store.log(second.id())).isEmpty();
    }

    @Test
    void anIdempotencyKeyBelongsToOneWorkflow() {
        Job job = saved(samples.job(KEYED));
        Job other =
                new Job(samples.id(), Samples.workflow("other"), null, KEYED, "{}", job.state(), job.createdAt(), 1);
        commit(creation(other));
    }

    @Test
    void theIdempotencyKeyOfChildrenIsNotLookedAt() {
        Job job = saved(samples.job(KEYED));
        Job first = keyed(samples.child(job, Samples.STEP, 0));
        Job second = keyed(samples.child(job, Samples.STEP, 1));
        commit(at(job, created(first)));
        commit(creation(second));
        assertThat(store.children(key(job))).containsExactly(first, second);
        assertThat(store.commit(creation(samples.job(KEYED)))).isEqualTo(new Duplicate(job.id()));
    }

    private static Job keyed(Job job) {
        return new Job(job.id(), Samples.workflow("merge"), job.parent(), KEYED, job.input(), job.state(), NOW, 1);
    }

    @Test
    void theKeyOfADeletedJobIsFreeAgain() {
        Job job = saved(samples.job(KEYED));
        store.delete(job.id());
        commit(creation(samples.job(KEYED)));
    }

    @Test
    void theCommitsOfOneCallHappenIndependentlyOfEachOther() {
        Job old = saved(samples.job(KEYED));
        Job twin = samples.job(KEYED);
        Job fresh = samples.job();
        List<CommitResult> results =
                store.commit(List.of(at(old, 5), creation(fresh), creation(twin), at(samples.job(), 1), at(old, 1)));
        assertThat(results)
                .containsExactly(
                        new Stale(),
                        new Committed(List.of()),
                        new Duplicate(old.id()),
                        new Stale(),
                        new Committed(List.of()));
        assertThat(store.list(JobQuery.newest(10))).extracting(Job::id).containsExactly(fresh.id(), old.id());
        assertThat(load(old.id()).job().version()).isEqualTo(2);
    }

    @Test
    void ofTwoCommitsOfOneCallAtTheSameVersionTheFirstHappens() {
        Job job = saved(samples.job());
        List<CommitResult> results = store.commit(List.of(
                at(job, changed(job, ended(JobStatus.FAILED)), logged(line(job, NOW, "first"))),
                at(job, changed(job, ended(JobStatus.CANCELED)), logged(line(job, NOW, "second")))));
        assertThat(results).containsExactly(new Committed(List.of()), new Stale());
        assertThat(load(job.id()).job().status()).isEqualTo(JobStatus.FAILED);
        assertThat(store.log(job.id())).extracting(entry -> entry.message()).containsExactly("first");
    }

    @Test
    void commitsOfOneCallCanFollowEachOther() {
        Job job = samples.job();
        JobStep begun = due(job, NOW);
        List<CommitResult> results = store.commit(List.of(
                creation(job, written(begun)),
                at(job, 1, changed(job, ended(JobStatus.FAILED))),
                at(job, 2, changed(job, ended(JobStatus.CANCELED)))));
        assertThat(results).allMatch(CommitResult::isCommitted);
        assertThat(load(job.id()).job().version()).isEqualTo(3);
        assertThat(load(job.id()).job().status()).isEqualTo(JobStatus.CANCELED);
        assertThat(load(job.id()).steps()).containsExactly(begun);
    }

    @Test
    void ofTwoNewJobsOfOneCallWithTheSameKeyTheFirstComesToBe() {
        // Drawn the other way round, so that the order of the call is not the order of the ids.
        Job second = samples.job(KEYED);
        Job first = samples.job(KEYED);
        assertThat(store.commit(List.of(creation(first), creation(second), creation(first))))
                .containsExactly(new Committed(List.of()), new Duplicate(first.id()), new Stale());
    }

    @Test
    void aCallWithoutCommitsChangesNothing() {
        assertThat(store.commit(List.of())).isEmpty();
    }

    @Test
    void aCallThatFailsAsAWholeHasChangedNothing() {
        Job job = saved(samples.job());
        Job fresh = samples.job();
        Job child = samples.child(job, Samples.STEP, 0);
        commit(at(job, created(child)));
        List<JobCommit> call = List.of(
                creation(fresh),
                at(job, 2, changed(job, ended(JobStatus.FAILED)), logged(line(job, NOW, "never")), created(child)));
        assertThatThrownBy(() -> store.commit(call)).isInstanceOf(JobStoreException.class);
        assertThat(store.load(fresh.id())).isEmpty();
        assertThat(load(job.id()).job()).isEqualTo(job.next(JobState.processing(NOW)));
        assertThat(store.log(job.id())).isEmpty();
    }
}
