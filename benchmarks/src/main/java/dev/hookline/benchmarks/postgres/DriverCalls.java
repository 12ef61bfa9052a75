package dev.hookline.benchmarks.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts what goes to the driver: executions of prepared statements, be it for one row or for many, and commits. A statement
 * that reads outside of a transaction is no commit. Thread-safe.
 */
public final class DriverCalls {
    private final DataSource dataSource;
    private final LongAdder statements = new LongAdder();
    private final LongAdder commits = new LongAdder();

    private DriverCalls(DataSource watched) {
        this.dataSource = watched(DataSource.class, watched);
    }

    /** Counts what goes through {@link #dataSource} from now on. */
    public static DriverCalls to(DataSource watched) {
        return new DriverCalls(watched);
    }

    /** The same data source, counted. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** How many statements were executed. */
    public long statements() {
        return statements.sum();
    }

    /** How many transactions were committed. */
    public long commits() {
        return commits.sum();
    }

    private <T> T watched(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(target, method, arguments)));
    }

    private @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().startsWith("execute")) {
            statements.increment();
        } else if (method.getName().equals("commit")) {
            commits.increment();
        }
        try {
            Object result = method.invoke(target, arguments);
            if (result instanceof Connection connection) {
                return watched(Connection.class, connection);
            }
            return result instanceof PreparedStatement statement ? watched(PreparedStatement.class, statement) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
