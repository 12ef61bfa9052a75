package dev.hookline.benchmarks.twostep;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.load.ClosedLoop;
import dev.hookline.benchmarks.postgres.Postgres;
import javax.sql.DataSource;

/** Something that runs jobs of two steps on a PostgreSQL. */
@FunctionalInterface
interface Contender {
    /** How many are under way. */
    int WINDOW = 64;

    /** To the database. */
    int CONNECTIONS = 16;

    /** The compilers need a minute where HTTP goes both ways, and less than half of it otherwise. */
    int MAX_WARM_UP_SECONDS = 75;

    /** For how long jobs are counted. */
    int SECONDS = 6;

    /** Starts it; it tells when a job has ended. */
    TwoSteps create(DataSource pool, Outside outside, Runnable ended) throws Exception;

    /** How many jobs end a second, on a PostgreSQL of its own. */
    static double perSecond(Contender contender) throws Exception {
        ClosedLoop loop = new ClosedLoop(WINDOW);
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS);
                Outside outside = new Outside();
                TwoSteps jobs = contender.create(pool, outside, loop::ended)) {
            return loop.perSecond(jobs::start, MAX_WARM_UP_SECONDS, SECONDS);
        }
    }
}
