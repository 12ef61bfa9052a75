package dev.hookline.dashboard.live;

import dev.hookline.HooklineException;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStore;
import dev.hookline.workflow.event.EngineListener;
import dev.hookline.workflow.event.JobEvent;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Tells browsers which jobs of their users have changed. What happens to one job within a moment is one message; one thread reads where
 * those jobs stand, and never waits for a client. News can be lost, with the process or with a connection: who connects
 * reads what is shown once more. Thread-safe.
 *
 * <p>The engine tells of this node's commits alone, so that with several nodes a browser should talk to the one that
 * does the work, or refresh.
 */
public final class LiveEvents implements EngineListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final int MAX_CLIENTS = 1_000;
    private static final long COLLECTING_MILLIS = 100;
    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final String DELETED = "deleted";

    private final JobStore store;
    private final ScheduledExecutorService thread;
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final Set<JobId> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean collecting = new AtomicBoolean();

    /** Events of jobs in the store, sent by the given thread, which {@link #close} ends. */
    public LiveEvents(JobStore store, ScheduledExecutorService thread) {
        this.store = store;
        this.thread = thread;
        schedule(this::beat, HEARTBEAT_MILLIS);
    }

    @Override
    public void onCommit(JobEvent event) {
        if (!clients.isEmpty()) {
            changed.add(event.root());
            if (collecting.compareAndSet(false, true)) {
                schedule(this::tellChanged, COLLECTING_MILLIS);
            }
        }
    }

    /** Tells its owner that a job is gone, which the engine does not tell. */
    public void deleted(JobId id, String owner) {
        schedule(() -> tell(id, DELETED, owner), 0);
    }

    /** Ends all connections of somebody who may listen no longer. */
    public void disconnect(String owner) {
        clients.stream().filter(client -> client.isOf(owner)).forEach(EventClient::close);
    }

    /** Adds a client; false when there are too many already. */
    boolean add(EventClient client) {
        return clients.size() < MAX_CLIENTS && clients.add(client);
    }

    void remove(EventClient client) {
        clients.remove(client);
    }

    /** Ends all connections before the server waits for the requests that are under way. */
    @EventListener(ContextClosedEvent.class)
    void disconnect() {
        clients.forEach(EventClient::close);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        disconnect();
    }

    private void schedule(Runnable task, long delayMillis) {
        try {
            var unused = thread.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("News of a job are not sent any more: the dashboard is stopping");
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) { // would be lost in the future that nobody asks
            LOG.atError().setCause(e).log("News of jobs were not sent");
        }
    }

    private void beat() {
        schedule(this::beat, HEARTBEAT_MILLIS);
        clients.forEach(client -> client.send(HEARTBEAT));
    }

    private void tellChanged() {
        collecting.set(false);
        for (Iterator<JobId> jobs = changed.iterator(); jobs.hasNext(); ) {
            JobId id = jobs.next();
            jobs.remove();
            find(id).ifPresent(job -> tell(
                    id,
                    job.status().name().toLowerCase(Locale.ROOT),
                    job.labels().owner()));
        }
    }

    private Optional<Job> find(JobId id) {
        try {
            return store.load(id).map(JobSnapshot::job);
        } catch (HooklineException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("job", id)
                    .log("News of a job are not sent: its status cannot be read");
            return Optional.empty();
        }
    }

    private void tell(JobId id, String status, @Nullable String owner) {
        String message = "data: {\"id\":\"" + id.value() + "\",\"status\":\"" + status + "\"}\n\n";
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        clients.stream().filter(client -> client.isOf(owner)).forEach(client -> client.send(bytes));
    }
}
