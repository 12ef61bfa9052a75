package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.job.CommitResult;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobStore;
import dev.hookline.job.JobStoreException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultyJobStoreTest {
    private final Samples samples = new Samples();
    private final JobStore inner = InMemoryJobStore.create();
    private final FaultyJobStore store = FaultyJobStore.of(inner);
    private final Job job = samples.job();

    @Test
    void aFailureBeforeTheNthCommitLeavesNothingBehindAndHappensOnce() {
        store.failBefore(2);
        commit(1);
        assertThatThrownBy(() -> commit(2)).isInstanceOf(JobStoreException.class);
        assertThat(version()).isEqualTo(1);
        commit(2);
        assertThat(version()).isEqualTo(2);
        assertThat(store.commitCalls()).isEqualTo(3);
    }

    @Test
    void aFailureAfterTheNthCommitLeavesItDone() {
        store.failAfter(2);
        commit(1);
        assertThatThrownBy(() -> commit(2)).isInstanceOf(JobStoreException.class);
        assertThat(version()).isEqualTo(2);
        commit(3);
    }

    @Test
    void commitsAreCountedFromTheOrderOn() {
        commit(1);
        store.failBefore(1);
        assertThatThrownBy(() -> commit(2)).isInstanceOf(JobStoreException.class);
        assertThatThrownBy(() -> store.failBefore(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStoreThatCannotBeReachedDoesNothing() {
        commit(1);
        store.setReachable(false);
        assertThatThrownBy(() -> commit(2)).isInstanceOf(JobStoreException.class);
        assertThatThrownBy(() -> store.load(job.id())).isInstanceOf(JobStoreException.class);
        assertThatThrownBy(() -> store.list(JobQuery.newest(1))).isInstanceOf(JobStoreException.class);
        assertThatThrownBy(() -> store.delete(job.id())).isInstanceOf(JobStoreException.class);
        store.setReachable(true);
        commit(2);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void aPauseBeforeACommitHoldsItBackAndAPauseAfterItHoldsBackTheAnswer() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Pause before = store.pauseBefore(1);
            Pause after = store.pauseAfter(1);
            Future<?> committing = executor.submit(() -> commit(1));
            before.awaitReached();
            assertThat(inner.load(job.id())).isEmpty();
            before.release();
            after.awaitReached();
            assertThat(version()).isEqualTo(1);
            assertThat(committing).isNotDone();
            after.release();
            committing.get(10, TimeUnit.SECONDS);
        } finally {
            executor.shutdownNow();
        }
    }

    private void commit(long version) {
        CommitResult result = store.commit(version == 1 ? Samples.creation(job) : at(job, version - 1));
        assertThat(result.isCommitted()).isTrue();
    }

    private long version() {
        return inner.load(job.id()).orElseThrow().job().version();
    }
}
