package dev.hookline.workflow.internal.run;

import dev.hookline.job.Callback;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobStore;
import dev.hookline.job.JobStoreException;
import dev.hookline.workflow.internal.run.Gathering.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what tokens stand for, in groups: those that are looked for while others are read are read together. */
final class Lookup {
    private static final int MAX_GROUP = 200;

    private final JobStore store;
    private final Gathering<CallbackToken, Optional<Callback>> gathering =
            new Gathering<>("hookline-lookup-", MAX_GROUP, this::read);

    /** Reads from the given store. */
    Lookup(JobStore store) {
        this.store = store;
    }

    /**
     * What a token stands for; empty when it was never issued.
     *
     * @throws dev.hookline.job.JobStoreException when the store could not be reached
     */
    Optional<Callback> find(CallbackToken token) {
        return gathering.get(token);
    }

    /** How many threads wait for those before them. */
    int waiting() {
        return gathering.waiting();
    }

    /** Away, the store is away for all; what cannot be read is looked for one by one, and takes no other with it. */
    private void read(List<Item<CallbackToken, Optional<Callback>>> group) {
        try {
            Map<CallbackToken, Callback> found = store.findCallbacks(
                    group.stream().map(Item::wanted).distinct().toList());
            group.forEach(item -> item.result().complete(Optional.ofNullable(found.get(item.wanted()))));
        } catch (RuntimeException e) {
            if (e instanceof JobStoreException || group.size() == 1) {
                group.forEach(item -> item.result().completeExceptionally(e));
            } else {
                group.forEach(item -> read(List.of(item)));
            }
        }
    }
}
