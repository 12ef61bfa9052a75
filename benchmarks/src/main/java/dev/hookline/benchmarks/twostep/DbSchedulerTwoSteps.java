package dev.hookline.benchmarks.twostep;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.hookline.benchmarks.peer.SchedulerTable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Jobs of two steps glued by hand on db-scheduler: a task submits, the answer schedules the next task with it as its data.
 * It keeps less than is asked for: no result, and a process that dies between submitting and the answer has lost the job.
 */
final class DbSchedulerTwoSteps implements TwoSteps {
    private static final int THREADS = 20;
    private static final TaskDescriptor<String> FIRST = TaskDescriptor.of("first", String.class);
    private static final TaskDescriptor<String> SECOND = TaskDescriptor.of("second", String.class);
    private static final TaskDescriptor<String> END = TaskDescriptor.of("end", String.class);

    private final Scheduler scheduler;

    private DbSchedulerTwoSteps(DataSource pool, Outside outside, Runnable ended) {
        OneTimeTask<String> first = Tasks.oneTime(FIRST)
                .execute((task, context) -> outside.submit(task.getData(), schedule(SECOND, task.getId())));
        OneTimeTask<String> second = Tasks.oneTime(SECOND)
                .execute((task, context) -> outside.submit(task.getData(), schedule(END, task.getId())));
        OneTimeTask<String> end = Tasks.oneTime(END).execute((task, context) -> ended.run());
        scheduler = Scheduler.create(pool, first, second, end)
                .threads(THREADS)
                .pollUsingLockAndFetch(0.5, 4.0)
                .pollingInterval(Duration.ofMillis(100))
                .enableImmediateExecution()
                .build();
    }

    static DbSchedulerTwoSteps create(DataSource pool, Outside outside, Runnable ended) throws SQLException {
        SchedulerTable.create(pool);
        DbSchedulerTwoSteps jobs = new DbSchedulerTwoSteps(pool, outside, ended);
        jobs.scheduler.start();
        return jobs;
    }

    private Consumer<String> schedule(TaskDescriptor<String> task, String job) {
        return answer -> scheduler.schedule(task.instance(job).data(answer).build(), Instant.now());
    }

    @Override
    public void start(int job) {
        scheduler.schedule(
                FIRST.instance(Integer.toString(job)).data("job " + job).build(), Instant.now());
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
