package dev.hookline.job;

import dev.hookline.job.JobTree.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of an {@link InMemoryJobStore} with the indexes that find them: by id, by token, by idempotency key, by owner
 * and by due time. Every write keeps the indexes in step. Not thread-safe: the store calls it under its lock.
 */
final class JobTables {
    private static final NavigableSet<JobId> NONE = Collections.emptyNavigableSet();

    private final Map<JobId, JobTree> trees = new HashMap<>();
    private final Map<JobId, Node> nodes = new HashMap<>();
    private final Map<CallbackToken, Attempt> attempts = new HashMap<>();
    private final Map<UniqueKey, JobId> keys = new HashMap<>();
    private final NavigableSet<JobId> roots = new TreeSet<>();
    private final Map<String, NavigableSet<JobId>> rootsByOwner = new HashMap<>();
    private final DueIndex due = new DueIndex();

    private record UniqueKey(String workflow, String key) {}

    @Nullable
    Job findJob(JobId id) {
        Node node = nodes.get(id);
        return node == null ? null : node.job;
    }

    @Nullable
    JobTree findTree(JobId root) {
        return trees.get(root);
    }

    @Nullable
    Attempt findAttempt(CallbackToken token) {
        return attempts.get(token);
    }

    @Nullable
    JobStep findStep(StepKey key) {
        Node node = nodes.get(key.job());
        return node == null ? null : node.steps.get(key.step());
    }

    /** The job from outside that has the idempotency key of the given one. */
    @Nullable
    JobId findTwin(Job job) {
        UniqueKey key = uniqueKey(job);
        return key == null ? null : keys.get(key);
    }

    Optional<JobSnapshot> snapshot(JobId id) {
        Node node = nodes.get(id);
        return node == null
                ? Optional.empty()
                : Optional.of(new JobSnapshot(node.job, List.copyOf(node.steps.values()), attemptsThatCount(node)));
    }

    List<Job> children(StepKey step, int from, int limit) {
        Node node = nodes.get(step.job());
        NavigableMap<Integer, JobId> places = node == null ? null : node.children.get(step.step());
        return places == null
                ? List.of()
                : places.tailMap(from, true).values().stream()
                        .limit(limit)
                        .map(child -> node(child).job)
                        .toList();
    }

    /** The trees whose root ended before a time, those that ended first to begin with. */
    List<JobTree> endedBefore(Instant time) {
        return trees.values().stream()
                .filter(tree ->
                        state(tree).status().isEnd() && state(tree).updatedAt().isBefore(time))
                .sorted(Comparator.comparing((JobTree tree) -> state(tree).updatedAt())
                        .thenComparing(tree -> tree.root))
                .toList();
    }

    private JobState state(JobTree tree) {
        return node(tree.root).job.state();
    }

    List<Job> list(JobQuery query) {
        NavigableSet<JobId> ids = query.owner() == null ? roots : rootsByOwner.getOrDefault(query.owner(), NONE);
        NavigableSet<JobId> page = query.after() == null ? ids : ids.headSet(query.after(), false);
        return page.descendingSet().stream()
                .map(id -> node(id).job)
                .filter(job -> query.statuses().isEmpty() || query.statuses().contains(job.status()))
                .limit(query.limit())
                .toList();
    }

    Optional<DueWork> findFirstDue(Set<String> workflows) {
        return due.findFirst(workflows).map(key -> {
            Work work =
                    Objects.requireNonNull(Objects.requireNonNull(findStep(key)).work());
            return new DueWork(key, work.phase(), Objects.requireNonNull(work.dueAt()));
        });
    }

    /** The running steps of these workflows that are due, the higher priority first, then the longest due. */
    List<JobStep> due(Set<String> workflows, Instant now, int limit) {
        return due.due(workflows, now, limit).stream()
                .map(key -> Objects.requireNonNull(findStep(key)))
                .toList();
    }

    void insert(Job job) {
        JobTree tree = trees.computeIfAbsent(job.root(), JobTree::new);
        Node node = new Node(tree, job);
        tree.nodes.add(node);
        nodes.put(job.id(), node);
        job.findParent().ifPresentOrElse(parent -> addBelow(parent, job), () -> addRoot(job));
    }

    void update(Job job) {
        node(job.id()).job = job;
    }

    void put(JobStep step) {
        Node node = node(step.key().job());
        String workflow = node.job.workflow().name();
        JobStep old = node.steps.put(step.key().step(), step);
        if (old != null) {
            due.remove(workflow, old);
        }
        due.add(workflow, step);
    }

    void put(Attempt attempt) {
        attempts.put(attempt.token(), attempt);
        node(attempt.step().job()).tokens.add(attempt.token());
    }

    void append(LogEntry entry) {
        JobTree tree = trees.get(entry.root());
        if (tree != null) {
            tree.append(entry);
        }
    }

    /** Takes a tree out of all indexes and gives its attempts, which are to outlive it. */
    List<Attempt> remove(JobTree tree) {
        List<Attempt> orphans = new ArrayList<>();
        trees.remove(tree.root);
        for (Node node : tree.nodes) {
            nodes.remove(node.job.id());
            String workflow = node.job.workflow().name();
            node.steps.values().forEach(step -> due.remove(workflow, step));
            node.tokens.forEach(
                    token -> Optional.ofNullable(attempts.remove(token)).ifPresent(orphans::add));
            if (node.job.parent() == null) {
                removeRoot(node.job);
            }
        }
        return orphans;
    }

    private void addBelow(JobParent parent, Job job) {
        Node above = nodes.get(parent.step().job());
        if (above != null) {
            above.addChild(parent, job.id());
        }
    }

    private void addRoot(Job job) {
        roots.add(job.id());
        String owner = job.labels().owner();
        if (owner != null) {
            rootsByOwner.computeIfAbsent(owner, name -> new TreeSet<>()).add(job.id());
        }
        UniqueKey key = uniqueKey(job);
        if (key != null) {
            keys.put(key, job.id());
        }
    }

    private void removeRoot(Job job) {
        roots.remove(job.id());
        String owner = job.labels().owner();
        if (owner != null) {
            rootsByOwner.computeIfPresent(owner, (name, ids) -> ids.remove(job.id()) && ids.isEmpty() ? null : ids);
        }
        UniqueKey key = uniqueKey(job);
        if (key != null) {
            keys.remove(key, job.id());
        }
    }

    private Node node(JobId id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("A change names job " + id + ", which is not there");
        }
        return node;
    }

    private List<Attempt> attemptsThatCount(Node node) {
        return node.steps.values().stream()
                .flatMap(step -> Optional.ofNullable(step.token()).stream())
                .flatMap(token -> Optional.ofNullable(attempts.get(token)).stream())
                .toList();
    }

    private static @Nullable UniqueKey uniqueKey(Job job) {
        String key = job.labels().idempotencyKey();
        return key == null || job.parent() != null
                ? null
                : new UniqueKey(job.workflow().name(), key);
    }
}
