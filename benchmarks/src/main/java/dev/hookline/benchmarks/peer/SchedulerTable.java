package dev.hookline.benchmarks.peer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The table that db-scheduler works on. */
public final class SchedulerTable {
    private SchedulerTable() {}

    /** Makes it, with the indexes that its papers name. */
    public static void create(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists scheduled_tasks (
                        task_name text not null, task_instance text not null, task_data bytea,
                        execution_time timestamp with time zone not null, picked boolean not null, picked_by text,
                        last_success timestamp with time zone, last_failure timestamp with time zone,
                        consecutive_failures integer, last_heartbeat timestamp with time zone, version bigint not null,
                        priority smallint, primary key (task_name, task_instance))
                    """);
            statement.execute("create index if not exists execution_time on scheduled_tasks (execution_time)");
            statement.execute("create index if not exists last_heartbeat on scheduled_tasks (last_heartbeat)");
        }
    }
}
