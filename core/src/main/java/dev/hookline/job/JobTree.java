package dev.hookline.job;

import dev.hookline.job.LogPage.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A job that was started from outside with all jobs below it, as {@link JobTables} keeps them. Not thread-safe. */
final class JobTree {
    private static final Comparator<Cursor> BY_TIME =
            Comparator.comparing(Cursor::at).thenComparingLong(Cursor::number);

    final JobId root;
    final List<Node> nodes = new ArrayList<>();
    private final NavigableMap<Cursor, LogEntry> log = new TreeMap<>(BY_TIME);
    private long lines;

    JobTree(JobId root) {
        this.root = root;
    }

    void append(LogEntry entry) {
        log.put(new Cursor(entry.at(), lines++), entry);
    }

    LogPage log(@Nullable Cursor after, int limit) {
        NavigableMap<Cursor, LogEntry> rest = after == null ? log : log.tailMap(after, false);
        List<Map.Entry<Cursor, LogEntry>> page =
                rest.entrySet().stream().limit(limit).toList();
        return new LogPage(
                page.stream().map(Map.Entry::getValue).toList(),
                page.size() < limit ? null : page.get(limit - 1).getKey());
    }

    /** What is left when the tree is deleted. */
    DeletedJob remains() {
        String input = nodes.stream()
                .filter(node -> node.job.id().equals(root))
                .map(node -> node.job.input())
                .findFirst()
                .orElseThrow();
        List<String> results = nodes.stream()
                .flatMap(node -> node.steps.values().stream())
                .flatMap(step -> Optional.ofNullable(step.result()).stream())
                .toList();
        return new DeletedJob(root, input, results);
    }

    /** One job of the tree. */
    static final class Node {
        final JobTree tree;
        final Map<String, JobStep> steps = new HashMap<>();
        final Map<String, NavigableMap<Integer, JobId>> children = new HashMap<>();
        final Set<CallbackToken> tokens = new HashSet<>();
        Job job;

        Node(JobTree tree, Job job) {
            this.tree = tree;
            this.job = job;
        }

        void addChild(JobParent parent, JobId child) {
            children.computeIfAbsent(parent.step().step(), step -> new TreeMap<>())
                    .put(parent.index(), child);
        }
    }
}
