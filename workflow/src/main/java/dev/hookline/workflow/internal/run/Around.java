package dev.hookline.workflow.internal.run;

import dev.hookline.job.JobLabels;
import dev.hookline.workflow.event.Interception;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The interceptions around one activity. Whatever they throw ends here. */
final class Around {
    static final Around NOTHING = new Around(List.of());

    private final List<Interception> interceptions;

    Around(List<Interception> interceptions) {
        this.interceptions = List.copyOf(interceptions);
    }

    /** Does something on this thread, in the scope of each. */
    <T> T call(Supplier<T> task) {
        Deque<Interception.Scope> open = new ArrayDeque<>();
        interceptions.forEach(interception -> Interceptors.guarded(() -> open.push(interception.enter())));
        try {
            return task.get();
        } finally {
            open.forEach(scope -> Interceptors.guarded(scope::close));
        }
    }

    /** The labels of a job that is started, with the tags of each interception of which the caller has set none. */
    JobLabels tagged(JobLabels labels) {
        if (interceptions.isEmpty()) {
            return labels;
        }
        Map<String, String> tags = new HashMap<>(labels.tags());
        for (Interception interception : interceptions) {
            Interceptors.guarded(() -> {
                Map<String, String> more = Map.copyOf(interception.tags());
                if (Collections.disjoint(tags.keySet(), more.keySet())) {
                    tags.putAll(more);
                }
            });
        }
        return labels.withTags(tags);
    }

    void end(@Nullable Throwable failure) {
        for (int i = interceptions.size() - 1; i >= 0; i--) {
            Interception interception = interceptions.get(i);
            Interceptors.guarded(() -> interception.end(failure));
        }
    }
}
