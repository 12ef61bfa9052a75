package dev.hookline.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the running steps that are due, by workflow, priority and time. Not thread-safe. */
final class DueIndex {
    private static final NavigableSet<Due> NONE = Collections.emptyNavigableSet();

    /** By workflow, then by priority from the highest down. No map and no set in it is ever empty. */
    private final Map<String, NavigableMap<Integer, NavigableSet<Due>>> lanes = new HashMap<>();

    private record Due(Instant at, StepKey step) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : step.compareTo(other.step);
        }
    }

    void add(String workflow, JobStep step) {
        Work work = step.work();
        if (work != null && work.dueAt() != null) {
            lanes.computeIfAbsent(workflow, name -> new TreeMap<>(Collections.reverseOrder()))
                    .computeIfAbsent(work.priority(), priority -> new TreeSet<>())
                    .add(new Due(work.dueAt(), step.key()));
        }
    }

    void remove(String workflow, JobStep step) {
        Work work = step.work();
        if (work != null && work.dueAt() != null) {
            Due due = new Due(work.dueAt(), step.key());
            lanes.computeIfPresent(workflow, (name, byPriority) -> {
                byPriority.computeIfPresent(
                        work.priority(), (priority, lane) -> lane.remove(due) && lane.isEmpty() ? null : lane);
                return byPriority.isEmpty() ? null : byPriority;
            });
        }
    }

    /** The step of these workflows that falls due first, whatever its priority. */
    Optional<StepKey> findFirst(Collection<String> workflows) {
        return workflows.stream()
                .map(lanes::get)
                .filter(Objects::nonNull)
                .flatMap(byPriority -> byPriority.values().stream())
                .map(NavigableSet::first)
                .min(Comparator.naturalOrder())
                .map(Due::step);
    }

    /** What is due of the given workflows: the higher priority first, then the longest due. */
    List<StepKey> due(Collection<String> workflows, Instant now, int limit) {
        NavigableSet<Integer> priorities = new TreeSet<>(Collections.reverseOrder());
        List<NavigableMap<Integer, NavigableSet<Due>>> known = new ArrayList<>();
        for (String workflow : workflows) {
            NavigableMap<Integer, NavigableSet<Due>> byPriority = lanes.get(workflow);
            if (byPriority != null) {
                known.add(byPriority);
                priorities.addAll(byPriority.keySet());
            }
        }
        List<StepKey> found = new ArrayList<>();
        for (int priority : priorities) {
            known.stream()
                    .flatMap(byPriority -> byPriority.getOrDefault(priority, NONE).stream()
                            .takeWhile(due -> !due.at().isAfter(now))
                            .limit(limit))
                    .sorted()
                    .limit(limit - (long) found.size())
                    .forEach(due -> found.add(due.step()));
        }
        return found;
    }
}
