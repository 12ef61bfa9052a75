package dev.hookline.benchmarks.message;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.hookline.benchmarks.peer.SchedulerTable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Tasks that are scheduled with db-scheduler, while nobody executes any. */
final class DbSchedulerMessages implements Messages {
    private static final TaskDescriptor<String> TASK = TaskDescriptor.of("message", String.class);

    private final SchedulerClient client;
    private final AtomicLong number = new AtomicLong();

    private DbSchedulerMessages(SchedulerClient client) {
        this.client = client;
    }

    static DbSchedulerMessages create(DataSource pool) throws SQLException {
        SchedulerTable.create(pool);
        return new DbSchedulerMessages(SchedulerClient.Builder.create(pool).build());
    }

    @Override
    public void take() {
        client.schedule(
                TASK.instance(Long.toString(number.incrementAndGet()))
                        .data("{\"text\":\"the answer\"}")
                        .build(),
                Instant.now(),
                SchedulerClient.ScheduleOptions.defaultOptions());
    }

    @Override
    public void close() {
        // A client has nothing to close.
    }
}
