package dev.hookline.benchmarks.postgres;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts what goes to the driver: executions of statements, be it for one row or for many, and commits. A statement that
 * reads outside of a transaction is no commit. Thread-safe.
 */
public final class CountingDataSource implements DataSource {
    private final DataSource inner;
    private final LongAdder statements = new LongAdder();
    private final LongAdder commits = new LongAdder();

    /** Counts what goes through connections of another one. */
    public CountingDataSource(DataSource inner) {
        this.inner = inner;
    }

    /** How many statements were executed. */
    public long statements() {
        return statements.sum();
    }

    /** How many transactions were committed. */
    public long commits() {
        return commits.sum();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched(Connection.class, inner.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return watched(Connection.class, inner.getConnection(user, password));
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
            return result instanceof PreparedStatement statement ? watched(PreparedStatement.class, statement) : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return inner.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        inner.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        inner.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return inner.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return inner.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return inner.isWrapperFor(type);
    }
}
