package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.WORKFLOWS;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.awaiting;
import static dev.hookline.testkit.Samples.created;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.due;
import static dev.hookline.testkit.Samples.end;
import static dev.hookline.testkit.Samples.fanOut;
import static dev.hookline.testkit.Samples.key;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Attempt;
import dev.hookline.job.Claim;
import dev.hookline.job.CommitResult;
import dev.hookline.job.CommitResult.Committed;
import dev.hookline.job.CommitResult.Duplicate;
import dev.hookline.job.DeletedJob;
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
import dev.hookline.job.Lease;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds when many threads, and several instances on the same data, do it at once. */
abstract class ConcurrencyPromises extends ClaimPromises {
    private static final int THREADS = 16;
    private static final int ROUNDS = 8;

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void ofManyCommitsAtTheSameVersionOneHappens(int count) throws Exception {
        List<JobStore> stores = instances(count);
        Job job = saved(samples.job());
        for (int round = 1; round <= ROUNDS; round++) {
            long version = round;
            List<CommitResult> results = Race.run(
                    THREADS,
                    thread -> of(stores, thread)
                            .commit(at(job, version, Samples.logged(Samples.line(job, NOW, "round " + version)))));
            assertThat(results).filteredOn(CommitResult::isCommitted).hasSize(1);
        }
        assertThat(load(job.id()).job().version()).isEqualTo(1 + ROUNDS);
        assertThat(store.log(job.id())).hasSize(ROUNDS);
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void noCommitIsLostWhenEverybodyTriesAgain(int count) throws Exception {
        List<JobStore> stores = instances(count);
        Job job = saved(samples.job());
        Race.run(THREADS, thread -> {
            for (int done = 0; done < ROUNDS; ) {
                long version = load(job.id()).job().version();
                done += of(stores, thread).commit(at(job, version)).isCommitted() ? 1 : 0;
            }
            return thread;
        });
        assertThat(load(job.id()).job().version()).isEqualTo(1 + THREADS * ROUNDS);
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void ofManyNewJobsWithTheSameKeyOneComesToBe(int count) throws Exception {
        List<JobStore> stores = instances(count);
        for (int round = 0; round < ROUNDS; round++) {
            JobLabels labels = JobLabels.NONE.withIdempotencyKey("key " + round);
            List<CommitResult> results =
                    Race.run(THREADS, thread -> of(stores, thread).commit(creation(samples.job(labels))));
            assertThat(results).filteredOn(CommitResult::isCommitted).hasSize(1);
            Job winner = store.list(JobQuery.newest(1)).get(0);
            assertThat(results)
                    .filteredOn(result -> !result.isCommitted())
                    .allMatch(new Duplicate(winner.id())::equals);
        }
        assertThat(store.list(JobQuery.newest(100))).hasSize(ROUNDS);
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void ofManyNewJobsWithTheSameIdOneComesToBe(int count) throws Exception {
        List<JobStore> stores = instances(count);
        for (int round = 0; round < ROUNDS; round++) {
            Job job = samples.job();
            List<CommitResult> results =
                    Race.run(THREADS, thread -> of(stores, thread).commit(creation(job, written(due(job, NOW)))));
            assertThat(results).filteredOn(CommitResult::isCommitted).hasSize(1);
            assertThat(results).filteredOn(result -> !result.isCommitted()).allMatch(new CommitResult.Stale()::equals);
        }
    }

    // promise 3
    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void whenManyChildrenEndAtOnceOneOfThemFindsTheStepJoinable(int count) throws Exception {
        List<JobStore> stores = instances(count);
        for (int round = 0; round < ROUNDS; round++) {
            Job parent = samples.job();
            List<Job> children = samples.children(parent, Samples.STEP, THREADS * 3);
            commit(fanOut(parent, children));
            List<List<CommitResult>> results = Race.run(THREADS, thread -> {
                List<JobCommit> alone = List.of(end(children.get(thread)));
                List<JobCommit> grouped =
                        List.of(end(children.get(THREADS + thread)), end(children.get(2 * THREADS + thread)));
                List<CommitResult> own = new ArrayList<>(of(stores, thread).commit(alone));
                own.addAll(of(stores, thread).commit(grouped));
                return own;
            });
            assertThat(results.stream().flatMap(List::stream).flatMap(result -> joinable(result).stream()))
                    .containsExactly(key(parent));
            assertThat(step(key(parent)).openChildren()).isZero();
        }
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void aChildThatIsOpenedAgainWhileItsLastSiblingEndsIsWaitedFor(int count) throws Exception {
        List<JobStore> stores = instances(count);
        for (int round = 0; round < ROUNDS; round++) {
            Job parent = samples.job();
            List<Job> children = samples.children(parent, Samples.STEP, THREADS);
            commit(fanOut(parent, children));
            children.subList(0, THREADS - 1).forEach(child -> commit(end(child)));
            Race.run(THREADS, thread -> {
                Job child = children.get(thread);
                boolean isLast = thread == THREADS - 1;
                return of(stores, thread).commit(isLast ? end(child) : reopened(child, 2));
            });
            assertThat(step(key(parent))).isEqualTo(Samples.joining(parent, THREADS - 1));
            List<CommitResult> ends =
                    Race.run(THREADS - 1, thread -> of(stores, thread).commit(endedAgain(children.get(thread), 3)));
            assertThat(ends.stream().flatMap(result -> joinable(result).stream()))
                    .containsExactly(key(parent));
        }
    }

    // promise 3
    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void aStepEndsOrWaitsForAChildThatIsOpenedAgainAndNeverBoth(int count) throws Exception {
        List<JobStore> stores = instances(count);
        for (int round = 0; round < 2 * ROUNDS; round++) {
            Job parent = samples.job();
            Job child = samples.child(parent, Samples.STEP, 0);
            commit(fanOut(parent, List.of(child)));
            commit(end(child));
            JobStep joined = Samples.joining(parent, 0).ended(StepStatus.SUCCEEDED, "[]", null);
            List<CommitResult> results = Race.run(
                    2,
                    thread ->
                            of(stores, thread).commit(thread == 0 ? at(parent, written(joined)) : reopened(child, 2)));
            boolean hasEnded = results.get(0).isCommitted();
            assertThat(results.get(1).isCommitted()).isNotEqualTo(hasEnded);
            assertThat(step(key(parent))).isEqualTo(hasEnded ? joined : Samples.joining(parent, 1));
        }
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void groupsOfCommitsThatMeetEachOtherInAnyOrderAllHappen(int count) throws Exception {
        List<JobStore> stores = instances(count);
        List<Job> parents = List.of(samples.job(), samples.job(), samples.job(), samples.job());
        List<List<Job>> children = new ArrayList<>();
        for (Job parent : parents) {
            List<Job> below = samples.children(parent, Samples.STEP, THREADS);
            children.add(below);
            commit(fanOut(parent, below));
        }
        List<List<CommitResult>> results = Race.run(THREADS, thread -> {
            List<JobCommit> group = new ArrayList<>();
            children.forEach(below -> group.add(end(below.get(thread))));
            group.add(at(parents.get(thread % 4), 1L + thread / 4));
            Collections.shuffle(group, new Random(thread));
            return of(stores, thread).commit(group);
        });
        assertThat(results.stream().flatMap(List::stream).flatMap(result -> joinable(result).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        parents.stream().map(Samples::key).toList());
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void noTwoClaimersGetTheSameStep(int count) throws Exception {
        List<JobStore> stores = instances(count);
        List<JobCommit> jobs = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Job job = samples.job();
            jobs.add(creation(job, written(due(job, NOW.minusSeconds(i % 7)))));
        }
        store.commit(jobs);
        List<List<StepKey>> claims = Race.run(8, thread -> claimAll(of(stores, thread), "node " + thread));
        assertThat(claims.stream().flatMap(Collection::stream)).hasSize(150).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void noReaderSeesAPartOfACommit(int count) throws Exception {
        List<JobStore> stores = instances(count);
        Job job = samples.job();
        Attempt attempt = samples.attempt(job);
        commit(creation(job, numbered(job, attempt, 1)));
        AtomicBoolean writing = new AtomicBoolean(true);
        Race.run(
                4,
                thread -> thread == 0
                        ? writeNumbers(job, attempt, writing)
                        : readNumbers(of(stores, thread), job, writing));
        assertThat(number(load(job.id()))).isEqualTo(100);
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void aFanOutIsSeenWholeOrNotAtAll(int count) throws Exception {
        List<JobStore> stores = instances(count);
        for (int round = 0; round < ROUNDS; round++) {
            Job job = samples.job();
            JobCommit fanOut = fanOut(job, samples.children(job, Samples.STEP, 50));
            List<Integer> seen = Race.run(4, thread -> {
                if (thread == 0) {
                    store.commit(fanOut);
                }
                return of(stores, thread).children(key(job)).size();
            });
            assertThat(seen).allMatch(size -> size == 0 || size == 50).startsWith(50);
        }
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void nothingOfATreeIsLeftWhenItIsDeletedWhileItGrows(int count) throws Exception {
        List<JobStore> stores = instances(count);
        for (int round = 0; round < ROUNDS; round++) {
            Job job = samples.job();
            List<Job> children = samples.children(job, Samples.STEP, 7);
            commit(fanOut(job, children));
            List<List<Job>> grown = Race.run(
                    8,
                    thread -> thread == 7
                            ? delete(of(stores, thread), job)
                            : grow(of(stores, thread), children.get(thread)));
            assertThat(grown.stream().flatMap(List::stream))
                    .allSatisfy(below -> assertThat(store.load(below.id())).isEmpty());
            assertThat(store.claim(new Lease("node", NOW.plusSeconds(60)), WORKFLOWS, NOW, 1_000))
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} instances")
    @ValueSource(ints = {1, 3})
    void ofManyThatDeleteWhatHasEndedEachJobIsDeletedByOne(int count) throws Exception {
        List<JobStore> stores = instances(count);
        List<JobId> ended = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Job job = samples.job();
            commit(fanOut(job, samples.children(job, Samples.STEP, 2)));
            commit(at(job, Samples.changed(job, Samples.ended(JobStatus.SUCCEEDED))));
            ended.add(job.id());
        }
        List<List<JobId>> deleted = Race.run(4, thread -> {
            List<JobId> own = new ArrayList<>();
            for (int empty = 0; empty < 3; ) {
                List<DeletedJob> batch = of(stores, thread).deleteEnded(NOW.plusSeconds(99), 12);
                batch.forEach(job -> own.add(job.id()));
                empty += batch.isEmpty() ? 1 : 0;
            }
            return own;
        });
        assertThat(deleted.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ended);
        assertThat(store.list(JobQuery.newest(100))).isEmpty();
    }

    private static List<Job> delete(JobStore store, Job job) {
        assertThat(store.delete(job.id())).isPresent();
        return List.of();
    }

    /** Lets a chain of jobs grow below a job as long as it is there. */
    private List<Job> grow(JobStore store, Job job) {
        List<Job> grown = new ArrayList<>();
        Job last = job;
        for (int i = 0; i < 30; i++) {
            Job next = samples.child(last, Samples.STEP, 0);
            if (!store.commit(at(last, created(next), written(due(next, NOW)))).isCommitted()) {
                break;
            }
            grown.add(next);
            last = next;
        }
        return grown;
    }

    private static List<StepKey> claimAll(JobStore store, String node) {
        List<StepKey> all = new ArrayList<>();
        Lease lease = new Lease(node, NOW.plusSeconds(60));
        for (int empty = 0; empty < 3; ) {
            List<Claim> claims = store.claim(lease, WORKFLOWS, NOW, 7);
            assertThat(claims).hasSizeLessThanOrEqualTo(7);
            claims.forEach(claim -> all.add(claim.step()));
            empty += claims.isEmpty() ? 1 : 0;
        }
        return all;
    }

    private boolean writeNumbers(Job job, Attempt attempt, AtomicBoolean writing) {
        try {
            for (int n = 2; n <= 100; n++) {
                commit(at(job, n - 1L, numbered(job, attempt, n)));
            }
            return true;
        } finally {
            writing.set(false);
        }
    }

    private static boolean readNumbers(JobStore store, Job job, AtomicBoolean writing) {
        long last = 0;
        while (writing.get()) {
            JobSnapshot snapshot = store.load(job.id()).orElseThrow();
            assertThat(snapshot.steps()).hasSize(2);
            assertThat(number(snapshot)).isGreaterThanOrEqualTo(last);
            last = number(snapshot);
        }
        return true;
    }

    /** The same number in all places; the two steps are long enough to lie in other places than their rows. */
    private static JobChange[] numbered(Job job, Attempt attempt, int n) {
        String text = n + " ".repeat(3_000);
        JobStep other = new JobStep(new StepKey(job.id(), "other"), StepStatus.SUCCEEDED, n, null, null, 0, text, null);
        JobStep awaiting = awaiting(job, attempt);
        JobStep numbered =
                new JobStep(awaiting.key(), awaiting.status(), n, awaiting.token(), awaiting.work(), 0, text, null);
        return new JobChange[] {
            Samples.changed(job, new JobState(JobStatus.PROCESSING, text, null, NOW)),
            written(numbered),
            written(attempt.bound(String.valueOf(n))),
            written(other)
        };
    }

    private static long number(JobSnapshot snapshot) {
        String number = String.valueOf(snapshot.job().version());
        assertThat(String.valueOf(snapshot.job().state().output()).strip()).isEqualTo(number);
        assertThat(snapshot.steps())
                .allSatisfy(step -> assertThat(String.valueOf(step.result()).strip())
                        .isEqualTo(number)
                        .isEqualTo(String.valueOf(step.tries())));
        assertThat(snapshot.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.predictionId()).isEqualTo(number));
        return snapshot.job().version();
    }

    private static Collection<StepKey> joinable(CommitResult result) {
        return result instanceof Committed committed ? committed.joinable() : List.of();
    }

    private static JobStore of(List<JobStore> stores, int thread) {
        return stores.get(thread % stores.size());
    }
}
