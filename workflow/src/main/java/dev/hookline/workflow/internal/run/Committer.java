package dev.hookline.workflow.internal.run;

import dev.hookline.job.CommitResult;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobStore;
import dev.hookline.workflow.internal.run.Gathering.Item;
import java.util.List;

/** Writes commits in groups: those that come while a transaction is under way are written together by the next one. */
public final class Committer {
    private static final int MAX_GROUP = 200;

    private final JobStore store;
    private final Gathering<Wanted, CommitResult> gathering =
            new Gathering<>("hookline-committer-", MAX_GROUP, this::writeAll);

    /** A committer that writes to the given store. */
    public Committer(JobStore store) {
        this.store = store;
    }

    /**
     * A commit that is wanted.
     *
     * @param commit the commit
     * @param onCommitted what is done when it has happened, before any later commit happens; it has to be quick
     */
    record Wanted(JobCommit commit, Runnable onCommitted) {}

    /**
     * Writes a commit, with others or alone.
     *
     * @throws dev.hookline.job.JobStoreException when the store could not be reached
     */
    CommitResult commit(Wanted wanted) {
        return gathering.get(wanted);
    }

    /**
     * Writes commits that have nothing to do with each other, in as few groups as possible.
     *
     * @throws dev.hookline.job.JobStoreException when the store could not be reached; some may have been written
     */
    List<CommitResult> commit(List<Wanted> wanted) {
        return gathering.getAll(wanted);
    }

    private void writeAll(List<Item<Wanted, CommitResult>> items) {
        for (int from = 0; from < items.size(); from += MAX_GROUP) {
            write(items.subList(from, Math.min(items.size(), from + MAX_GROUP)));
        }
    }

    /** A group that fails is written one by one, so that one commit that cannot be written takes no other with it. */
    private void write(List<Item<Wanted, CommitResult>> group) {
        try {
            List<CommitResult> written = store.commit(
                    group.stream().map(item -> item.wanted().commit()).toList());
            for (int i = 0; i < group.size(); i++) {
                if (written.get(i).isCommitted()) {
                    group.get(i).wanted().onCommitted().run();
                }
                group.get(i).result().complete(written.get(i));
            }
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.get(0).result().completeExceptionally(e);
            } else {
                group.forEach(item -> write(List.of(item)));
            }
        }
    }
}
