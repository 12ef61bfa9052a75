package dev.hookline.benchmarks.twostep;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Jobs of two steps as a DBOS workflow: each step submits, and the workflow waits for a message with the answer. Its end is
 * told from its last line, so a little before its result is kept.
 */
final class DbosTwoSteps implements TwoSteps {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DBOS dbos;
    private final TwoStepWorkflow workflow;

    /** What DBOS makes a proxy of. */
    public interface TwoStepWorkflow {
        /** Runs a job; gives its result. */
        String run(String input);
    }

    private DbosTwoSteps(DBOS dbos, Outside outside, Runnable ended) {
        this.dbos = dbos;
        this.workflow = dbos.registerProxy(TwoStepWorkflow.class, new Body(dbos, outside, ended));
    }

    static DbosTwoSteps create(DataSource pool, Outside outside, Runnable ended) {
        DBOS dbos = new DBOS(DBOSConfig.defaults("benchmark")
                .withDataSource(pool)
                .withAppVersion("1")
                .withUseListenNotify(true));
        DbosTwoSteps jobs = new DbosTwoSteps(dbos, outside, ended);
        dbos.launch();
        return jobs;
    }

    /** The workflow itself. */
    public static final class Body implements TwoStepWorkflow {
        private final DBOS dbos;
        private final Outside outside;
        private final Runnable ended;

        private Body(DBOS dbos, Outside outside, Runnable ended) {
            this.dbos = dbos;
            this.outside = outside;
            this.ended = ended;
        }

        @Override
        @Workflow(name = "two-steps")
        public String run(String input) {
            String result = step("second", step("first", input));
            ended.run();
            return result;
        }

        private String step(String name, String input) {
            String id = DBOS.workflowId();
            dbos.runStep(() -> outside.submit(input, answer -> dbos.send(id, answer, name)), name);
            return dbos.<String>recv(name, PATIENCE).orElseThrow();
        }
    }

    @Override
    public void start(int job) {
        var unused = dbos.startWorkflow(
                () -> workflow.run("job " + job), new StartWorkflowOptions("job-" + job + "-" + System.nanoTime()));
    }

    @Override
    public void close() {
        dbos.shutdown();
    }
}
