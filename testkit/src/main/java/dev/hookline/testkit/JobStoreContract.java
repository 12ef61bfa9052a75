package dev.hookline.testkit;

import dev.hookline.job.JobStore;
import java.util.Optional;

/**
 * All that {@link JobStore} promises, as tests. A class that extends this one, for a store of any kind, passes when the
 * store is right.
 *
 * <p>A store is opened for each test. The tests run one after the other; each of them may use many threads.
 */
public abstract class JobStoreContract extends ConcurrencyPromises {
    /** For the classes that implement the methods below. */
    protected JobStoreContract() {}

    /** Opens a store on data of its own without any jobs; called before each test. */
    @Override
    protected abstract JobStore createStore() throws Exception;

    /**
     * Opens one more instance on the data of the store that was created last, as another process would have it; empty
     * when the store cannot have more than one, and then the tests with several are skipped as assumptions.
     */
    @Override
    protected abstract Optional<JobStore> openAgain() throws Exception;
}
