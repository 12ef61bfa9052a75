package dev.hookline.benchmarks.message;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import java.time.Duration;
import javax.sql.DataSource;

/** Messages that DBOS sends to a workflow which waits for another one. */
final class DbosMessages implements Messages {
    private static final String RECEIVER = "receiver";

    private final DBOS dbos;

    private DbosMessages(DBOS dbos) {
        this.dbos = dbos;
    }

    /** What DBOS makes a proxy of. */
    public interface Receiver {
        /** Waits. */
        String receive();
    }

    /** The workflow itself. */
    public static final class Body implements Receiver {
        private final DBOS dbos;

        private Body(DBOS dbos) {
            this.dbos = dbos;
        }

        @Override
        @Workflow(name = "receiver")
        public String receive() {
            return dbos.<String>recv("end", Duration.ofMinutes(5)).orElse("");
        }
    }

    static DbosMessages create(DataSource pool) {
        DBOS dbos = new DBOS(DBOSConfig.defaults("benchmark")
                .withDataSource(pool)
                .withAppVersion("1")
                .withUseListenNotify(true));
        Receiver receiver = dbos.registerProxy(Receiver.class, new Body(dbos));
        dbos.launch();
        var unused = dbos.startWorkflow(receiver::receive, new StartWorkflowOptions(RECEIVER));
        return new DbosMessages(dbos);
    }

    @Override
    public void take() {
        dbos.send(RECEIVER, "{\"text\":\"the answer\"}", "answer");
    }

    @Override
    public void close() {
        dbos.send(RECEIVER, "", "end");
        dbos.shutdown();
    }
}
