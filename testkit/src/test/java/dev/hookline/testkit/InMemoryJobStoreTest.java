package dev.hookline.testkit;

import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import java.util.Optional;

class InMemoryJobStoreTest extends JobStoreContract {
    @Override
    protected JobStore createStore() {
        return InMemoryJobStore.create();
    }

    @Override
    protected Optional<JobStore> openAgain() {
        return Optional.empty();
    }
}
