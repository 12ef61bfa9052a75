package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.awaiting;
import static dev.hookline.testkit.Samples.changed;
import static dev.hookline.testkit.Samples.created;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.ended;
import static dev.hookline.testkit.Samples.line;
import static dev.hookline.testkit.Samples.logged;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.Callback;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStore;
import dev.hookline.job.LogEntry;
import dev.hookline.job.LogPage;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reads give, in which order. */
abstract class ReadPromises extends ChildPromises {
    @Test
    void whatWasNeverWrittenIsNotFound() {
        saved(samples.job());
        JobId nobody = samples.id();
        assertThat(store.load(nobody)).isEmpty();
        assertThat(store.findAttempt(samples.token())).isEmpty();
        assertThat(store.log(nobody)).isEmpty();
    }

    @Test
    void aJobIsReadWithTheAttemptsThatCountAndNoOthers() {
        Job job = saved(samples.job());
        Attempt first = samples.attempt(job).withStatus(AttemptStatus.ABANDONED);
        Attempt second = new Attempt(samples.token(), first.step(), 2, AttemptStatus.OPEN, "p", NOW);
        JobStep waiting = approving(job);
        commit(at(job, written(first), written(second), written(awaiting(job, second)), written(waiting)));
        assertThat(load(job.id()).attempts()).containsExactly(second);
        assertThat(load(job.id()).steps()).containsExactlyInAnyOrder(awaiting(job, second), waiting);
        assertThat(store.findAttempt(first.token())).contains(first);
    }

    @Test
    void aSnapshotAfterACommitIsWhatIsReadThen() {
        Job job = samples.job();
        Attempt attempt = samples.attempt(job);
        JobCommit creation = creation(job, written(attempt), written(awaiting(job, attempt)));
        commit(creation);
        assertThat(JobSnapshot.created(creation)).containsExactly(load(job.id()));
        Attempt next = new Attempt(samples.token(), attempt.step(), 2, AttemptStatus.OPEN, "p", NOW);
        JobCommit retry = at(
                job,
                written(attempt.withStatus(AttemptStatus.ABANDONED)),
                written(next),
                written(awaiting(job, next)),
                changed(job, JobState.processing(NOW.plusSeconds(1))));
        JobSnapshot before = load(job.id());
        commit(retry);
        assertThat(before.after(retry)).isEqualTo(load(job.id()));
        assertThatThrownBy(() -> load(job.id()).after(retry)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void snapshotsOfCreatedChildrenAreWhatIsReadOfEachOfThem() {
        Job job = samples.job();
        List<Job> children = samples.children(job, Samples.STEP, 3);
        List<JobChange> changes = new ArrayList<>(Samples.fanOut(job, children).changes());
        for (Job child : children) {
            Attempt attempt = samples.attempt(child);
            changes.add(written(attempt));
            changes.add(written(awaiting(child, attempt)));
        }
        JobCommit fanOut = JobCommit.creating(job, NOW, changes);
        commit(fanOut);
        assertThat(JobSnapshot.created(fanOut))
                .hasSize(4)
                .allSatisfy(created ->
                        assertThat(created).isEqualTo(load(created.job().id())));
    }

    @Test
    void whatTokensStandForIsReadAtOnce() {
        Job one = saved(samples.job());
        Attempt first = samples.attempt(one).withStatus(AttemptStatus.ABANDONED);
        Attempt second = new Attempt(samples.token(), first.step(), 2, AttemptStatus.OPEN, "p", NOW);
        commit(at(one, written(first), written(second), written(awaiting(one, second)), written(approving(one))));
        Job two = saved(samples.job());
        Attempt other = samples.attempt(two);
        commit(at(two, written(other), written(awaiting(two, other)), written(approving(two))));
        Job deleted = saved(samples.job());
        Attempt orphan = samples.attempt(deleted);
        commit(at(deleted, written(orphan), written(awaiting(deleted, orphan))));
        store.delete(deleted.id());
        List<CallbackToken> tokens =
                List.of(first.token(), second.token(), other.token(), orphan.token(), samples.token());
        assertThat(store.findCallbacks(tokens))
                .isEqualTo(Map.of(
                        first.token(), new Callback(first, load(one.id())),
                        second.token(), new Callback(second, load(one.id())),
                        other.token(), new Callback(other, load(two.id())),
                        orphan.token(), new Callback(orphan.withStatus(AttemptStatus.ABANDONED), null)));
        assertThat(store.findCallbacks(List.of())).isEmpty();
    }

    @Test
    void aTokenThatNobodyAskedForIsNotAmongWhatIsFound() {
        Job job = saved(samples.job());
        Attempt asked = samples.attempt(job);
        Attempt other = new Attempt(samples.token(), new StepKey(job.id(), "other"), 1, AttemptStatus.OPEN, null, NOW);
        JobStep first = awaiting(job, asked);
        JobStep second = new JobStep(other.step(), StepStatus.RUNNING, 1, other.token(), first.work(), 0, null, null);
        commit(at(job, written(asked), written(other), written(first), written(second)));
        assertThat(store.findCallbacks(List.of(asked.token())))
                .isEqualTo(Map.of(asked.token(), new Callback(asked, load(job.id()))));
    }

    @Test
    void jobsAreListedNewestFirst() {
        List<JobId> ids = savedJobs(5, JobLabels.NONE);
        assertThat(store.list(JobQuery.newest(3)))
                .extracting(Job::id)
                .containsExactly(ids.get(4), ids.get(3), ids.get(2));
    }

    @Test
    void pagesGiveEveryJobOnceAlsoWhenJobsComeAndGoMeanwhile() {
        List<JobId> ids = savedJobs(10, JobLabels.NONE);
        List<JobId> seen = new ArrayList<>();
        JobQuery query = JobQuery.newest(4);
        for (int pages = 0; pages < 4; pages++) {
            for (Job job : store.list(query)) {
                seen.add(job.id());
                query = query.after(job.id());
            }
            saved(samples.job());
            store.delete(seen.get(seen.size() - 1));
        }
        List<JobId> newestFirst = new ArrayList<>(ids);
        Collections.reverse(newestFirst);
        assertThat(seen).isEqualTo(newestFirst);
    }

    @Test
    void jobsAreListedByOwner() {
        List<JobId> own = savedJobs(3, JobLabels.ownedBy("kim"));
        savedJobs(2, JobLabels.ownedBy("Kim"));
        savedJobs(2, JobLabels.NONE);
        JobQuery query = JobQuery.newest(2).ownedBy("kim");
        assertThat(store.list(query)).extracting(Job::id).containsExactly(own.get(2), own.get(1));
        assertThat(store.list(query.after(own.get(1)))).extracting(Job::id).containsExactly(own.get(0));
        assertThat(store.list(query.ownedBy("nobody"))).isEmpty();
        assertThat(store.list(JobQuery.newest(100))).hasSize(7);
    }

    @Test
    void jobsAreListedByStatusAsItIsNow() {
        Job running = saved(samples.job(JobLabels.ownedBy("kim")));
        Job failed = saved(samples.job());
        Job canceled = saved(samples.job(JobLabels.ownedBy("kim")));
        commit(at(failed, changed(failed, ended(JobStatus.FAILED))));
        commit(at(canceled, changed(canceled, ended(JobStatus.CANCELED))));
        JobQuery query = JobQuery.newest(10);
        assertThat(store.list(query.in(JobStatus.PROCESSING)))
                .extracting(Job::id)
                .containsExactly(running.id());
        assertThat(store.list(query.in(JobStatus.FAILED, JobStatus.CANCELED)))
                .extracting(Job::id)
                .containsExactly(canceled.id(), failed.id());
        assertThat(store.list(query.in(JobStatus.FAILED, JobStatus.CANCELED).ownedBy("kim")))
                .extracting(Job::id)
                .containsExactly(canceled.id());
        assertThat(store.list(query.in(JobStatus.SUCCEEDED))).isEmpty();
    }

    @Test
    void jobsOfAllStatusesAreListedTogether() {
        List<JobId> newestFirst = new ArrayList<>();
        for (JobStatus status : JobStatus.values()) {
            Job job = saved(samples.job(JobLabels.ownedBy("kim")));
            commit(at(job, changed(job, ended(status))));
            newestFirst.add(0, job.id());
        }
        JobQuery all = JobQuery.newest(10);
        assertThat(store.list(all)).extracting(Job::id).isEqualTo(newestFirst);
        assertThat(store.list(all.ownedBy("kim"))).extracting(Job::id).isEqualTo(newestFirst);
        assertThat(store.list(JobQuery.newest(2).after(newestFirst.get(1))))
                .extracting(Job::id)
                .isEqualTo(newestFirst.subList(2, 4));
    }

    @Test
    void childrenAreNotListed() {
        Job job = samples.job();
        commit(Samples.fanOut(job, samples.children(job, Samples.STEP, 3)));
        assertThat(store.list(JobQuery.newest(10))).containsExactly(job);
    }

    @Test
    void theLogOfATreeIsReadOldestFirst() {
        Job job = saved(samples.job());
        Job child = samples.child(job, Samples.STEP, 0);
        commit(at(job, created(child), logged(line(job, NOW.plusSeconds(2), "third"))));
        LogEntry full = new LogEntry(job.id(), child.id(), NOW, LogEntry.Level.ERROR, "edit", 2, "prediction", "first");
        commit(at(child, logged(line(child, NOW.plusSeconds(3), "fourth")), logged(full)));
        commit(at(job, 2, logged(line(job, NOW.plusSeconds(1), "second"))));
        Job other = samples.job();
        commit(creation(other, logged(line(other, NOW, "elsewhere"))));
        assertThat(messages(job)).containsExactly("first", "second", "third", "fourth");
        assertThat(store.log(job.id())).startsWith(full);
        assertThat(messages(other)).containsExactly("elsewhere");
    }

    @Test
    void linesOfTheSameTimeAreInTheOrderOfCommits() {
        // The younger job commits first, so that neither the ids nor the jobs give the order away.
        Job job = saved(samples.job());
        Job child = samples.child(job, Samples.STEP, 0);
        commit(at(job, 1, created(child)));
        commit(at(child, 1, logged(line(child, NOW, "a")), logged(line(child, NOW, "b"))));
        commit(at(job, 2, logged(line(job, NOW, "c"))));
        commit(
                at(child, 2, logged(line(child, NOW, "d"))),
                at(job, 3, logged(line(job, NOW, "e"))),
                at(child, 3, logged(line(child, NOW, "f"))));
        assertThat(messages(job)).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 1_000})
    void pagesOfALogGiveEveryLineOnceInTheSameOrder(int size) {
        Job job = saved(samples.job());
        Job child = samples.child(job, Samples.STEP, 0);
        commit(at(job, 1, created(child), logged(line(job, NOW.plusSeconds(1), "c"))));
        commit(at(child, 1, logged(line(child, NOW, "a")), logged(line(child, NOW.plusSeconds(1), "d"))));
        commit(at(job, 2, logged(line(job, NOW.plusSeconds(1), "e")), logged(line(job, NOW, "b"))));
        commit(at(job, 3, logged(line(job, NOW.plusSeconds(2), "f"))));
        List<String> seen = new ArrayList<>();
        LogPage page = store.log(job.id(), null, size);
        while (page.next() != null) {
            assertThat(page.entries()).hasSize(size);
            page.entries().forEach(entry -> seen.add(entry.message()));
            page = store.log(job.id(), page.next(), size);
        }
        page.entries().forEach(entry -> seen.add(entry.message()));
        assertThat(seen).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void aLogOfManyLinesIsReadWhole() {
        Job job = saved(samples.job());
        List<JobChange> lines = new ArrayList<>();
        for (int i = 0; i < 2 * JobStore.PAGE; i++) {
            lines.add(logged(line(job, NOW, "line " + i)));
        }
        commit(JobCommit.of(job, NOW, lines));
        assertThat(messages(job))
                .hasSize(2 * JobStore.PAGE)
                .doesNotHaveDuplicates()
                .startsWith("line 0", "line 1");
        assertThat(store.log(samples.id(), null, 10)).isEqualTo(LogPage.EMPTY);
    }

    private List<JobId> savedJobs(int count, JobLabels labels) {
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(saved(samples.job(labels)).id());
        }
        return ids;
    }

    final List<String> messages(Job root) {
        return store.log(root.id()).stream().map(LogEntry::message).toList();
    }

    private static JobStep approving(Job job) {
        return JobStep.begun(new StepKey(job.id(), "approve"), Work.waiting(Phase.AWAIT), 0);
    }
}
