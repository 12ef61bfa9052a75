package dev.hookline.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** A job that was started from outside with all jobs below it, as {@link JobTables} keeps them. Not thread-safe. */
final class JobTree {
    final JobId root;
    final List<Node> nodes = new ArrayList<>();
    private final List<LogEntry> log = new ArrayList<>();

    JobTree(JobId root) {
        this.root = root;
    }

    void append(LogEntry entry) {
        log.add(entry);
    }

    /** The lines by time; the sort keeps those of the same time as they were appended. */
    List<LogEntry> log() {
        return log.stream().sorted(Comparator.comparing(LogEntry::at)).toList();
    }

    /** The place of a child below a step; children are read in this order. */
    record Place(int index, JobId child) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return index != other.index ? Integer.compare(index, other.index) : child.compareTo(other.child);
        }
    }

    /** One job of the tree. */
    static final class Node {
        final JobTree tree;
        final Map<String, JobStep> steps = new HashMap<>();
        final Map<String, NavigableSet<Place>> children = new HashMap<>();
        final Set<CallbackToken> tokens = new HashSet<>();
        Job job;

        Node(JobTree tree, Job job) {
            this.tree = tree;
            this.job = job;
        }

        void addChild(JobParent parent, JobId child) {
            children.computeIfAbsent(parent.step().step(), step -> new TreeSet<>())
                    .add(new Place(parent.index(), child));
        }
    }
}
