package dev.hookline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStore;
import dev.hookline.job.StepKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An empty store for each test of the contract, and what must be true of any store after each test. */
abstract class JobStoreFixture {
    final Samples samples = new Samples();
    JobStore store;

    /** An extension, since methods that are to run after a test run after those of the class that closes the store. */
    @RegisterExtension
    final AfterTestExecutionCallback invariants = context -> {
        if (context.getExecutionException().isEmpty()) {
            everyListedJobIsWhole();
        }
    };

    protected abstract JobStore createStore() throws Exception;

    protected abstract Optional<JobStore> openAgain() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = createStore();
    }

    private void everyListedJobIsWhole() {
        for (Job job : store.list(JobQuery.newest(100))) {
            JobSnapshot snapshot = load(job.id());
            assertThat(snapshot.job()).isEqualTo(job);
            assertThat(snapshot.steps())
                    .allSatisfy(step -> assertThat(step.key().job()).isEqualTo(job.id()));
        }
    }

    /** As many instances on the same data; an assumption fails when the store cannot have more than one. */
    final List<JobStore> instances(int count) throws Exception {
        List<JobStore> instances = new ArrayList<>(List.of(store));
        while (instances.size() < count) {
            Optional<JobStore> another = openAgain();
            assumeTrue(another.isPresent(), "this store has one instance only");
            instances.add(another.orElseThrow());
        }
        return instances;
    }

    final void commit(JobCommit... commits) {
        assertThat(store.commit(List.of(commits))).allMatch(CommitResult::isCommitted);
    }

    final Job saved(Job job) {
        commit(Samples.creation(job));
        return job;
    }

    final JobSnapshot load(JobId id) {
        return store.load(id).orElseThrow();
    }

    final JobStep step(StepKey key) {
        return load(key.job()).findStep(key.step()).orElseThrow();
    }
}
