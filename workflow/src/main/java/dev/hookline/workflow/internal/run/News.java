package dev.hookline.workflow.internal.run;

import dev.hookline.workflow.event.EngineListener;
import dev.hookline.workflow.event.JobEvent;
import dev.hookline.workflow.internal.transition.LogLine;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners and the log of commits, in the order of the commits, one at a time. There is no thread of its own: of
 * the threads that have news, one tells all that there is, and the others go on.
 */
public final class News {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final List<EngineListener> listeners;
    private final Queue<Item> queue = new ConcurrentLinkedQueue<>();

    /** How often it was asked to tell since somebody has begun to; zero when nobody is at it. */
    private final AtomicInteger asked = new AtomicInteger();

    /** News for the given listeners. */
    public News(List<EngineListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    private record Item(JobEvent event, List<LogLine> log) {}

    /** Adds a commit; quick, so that it can be done in the order in which commits happen. */
    void add(JobEvent event, List<LogLine> log) {
        queue.add(new Item(event, log));
    }

    /** Tells what there is, unless another thread is at it, or this one further up: then that one tells it. */
    void tell() {
        if (asked.getAndIncrement() != 0) {
            return;
        }
        int answered = 1;
        while (answered != 0) {
            for (Item next = queue.poll(); next != null; next = queue.poll()) {
                next.log().forEach(JobLog::write);
                tell(next.event());
            }
            answered = asked.addAndGet(-answered);
        }
    }

    private void tell(JobEvent event) {
        for (EngineListener listener : listeners) {
            try {
                listener.onCommit(event);
            } catch (RuntimeException | Error e) { // somebody else's code, which must not stop the job
                LOG.atWarn().setCause(e).addKeyValue("job", event.job()).log("A listener has thrown; the job goes on");
            }
        }
    }
}
