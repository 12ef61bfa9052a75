package dev.hookline.workflow.engine;

import dev.hookline.workflow.event.EngineActivity;
import dev.hookline.workflow.event.EngineInterceptor;
import dev.hookline.workflow.event.Interception;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Writes down what is done, and knows which of it the calling thread is at. */
final class RecordingInterceptor implements EngineInterceptor {
    final List<Ended> ended = new CopyOnWriteArrayList<>();
    final List<EngineActivity> begun = new CopyOnWriteArrayList<>();
    volatile Map<String, String> tags = Map.of();

    private final Map<Thread, EngineActivity> current = new ConcurrentHashMap<>();

    record Ended(EngineActivity activity, Optional<Throwable> failure) {}

    /** What the calling thread is at. */
    Optional<EngineActivity> current() {
        return Optional.ofNullable(current.get(Thread.currentThread()));
    }

    <A extends EngineActivity> List<A> begun(Class<A> type) {
        return begun.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Throwable> failures() {
        return ended.stream().flatMap(each -> each.failure().stream()).toList();
    }

    @Override
    public Interception begin(EngineActivity activity) {
        begun.add(activity);
        return new Interception() {
            @Override
            public Map<String, String> tags() {
                return tags;
            }

            @Override
            public Scope enter() {
                Thread thread = Thread.currentThread();
                current.put(thread, activity);
                return () -> current.remove(thread);
            }

            @Override
            public void end(@Nullable Throwable failure) {
                ended.add(new Ended(activity, Optional.ofNullable(failure)));
            }
        };
    }
}
