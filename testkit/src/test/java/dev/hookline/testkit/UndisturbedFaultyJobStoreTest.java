package dev.hookline.testkit;

import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import java.util.Optional;

/** A store that is not told to fail is as right as the one inside. */
class UndisturbedFaultyJobStoreTest extends JobStoreContract {
    @Override
    protected JobStore createStore() {
        return FaultyJobStore.of(InMemoryJobStore.create());
    }

    @Override
    protected Optional<JobStore> openAgain() {
        return Optional.empty();
    }
}
