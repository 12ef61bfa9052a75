package dev.hookline.dashboard.job;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All jobs below one, and which picture each of them works on. A snapshot; not thread-safe. */
final class Descendants {
    private final Map<JobId, JobSnapshot> snapshots = new LinkedHashMap<>();
    private final Map<JobId, Integer> indexes = new HashMap<>();

    private Descendants() {}

    static Descendants of(JobStore store, JobId root) {
        Descendants found = new Descendants();
        Deque<JobId> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty()) {
            JobId id = open.remove();
            store.load(id).ifPresent(snapshot -> {
                found.snapshots.put(id, snapshot);
                for (JobStep step : snapshot.steps()) {
                    store.children(step.key()).forEach(child -> open.add(found.note(id.equals(root), id, child)));
                }
            });
        }
        return found;
    }

    /** The steps of all of them that have begun. */
    List<JobStep> steps() {
        return snapshots.values().stream()
                .flatMap(snapshot -> snapshot.steps().stream())
                .toList();
    }

    /** The place of the picture that a job works on; null for the job at the top. */
    @Nullable
    Integer indexOf(JobId job) {
        return indexes.get(job);
    }

    private JobId note(boolean isItem, JobId above, Job child) {
        Integer index =
                isItem ? child.findParent().map(parent -> parent.index()).orElse(0) : indexes.get(above);
        if (index != null) {
            indexes.put(child.id(), index);
        }
        return child.id();
    }
}
