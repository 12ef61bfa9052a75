package dev.hookline.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that notes which statements are sent and in which state connections come back, and lets commits fail on
 * command.
 */
final class ProbingDataSource implements DataSource {
    final List<String> sent = new CopyOnWriteArrayList<>();
    final List<String> statesOnReturn = new CopyOnWriteArrayList<>();
    private final DataSource inner;
    private final SetUp setUp;
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile String failureState = "";
    private volatile boolean failsAfterCommit;

    ProbingDataSource(DataSource inner) {
        this(inner, connection -> {});
    }

    ProbingDataSource(DataSource inner, SetUp setUp) {
        this.inner = inner;
        this.setUp = setUp;
    }

    /** What a pool does with a connection before it gives it away. */
    interface SetUp {
        void accept(Connection connection) throws SQLException;
    }

    /** Lets the next transactions fail as they commit, with nothing committed. */
    void failCommits(int count, String sqlState) {
        failureState = sqlState;
        failsAfterCommit = false;
        failuresLeft.set(count);
    }

    /** Lets the answer of the next commit be lost. */
    void loseAnswer(String sqlState) {
        failCommits(1, sqlState);
        failsAfterCommit = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = inner.getConnection();
        setUp.accept(connection);
        return proxy(Connection.class, (method, arguments) -> onConnection(connection, method, arguments));
    }

    private @Nullable Object onConnection(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("close")) {
            statesOnReturn.add(connection.getAutoCommit() + " " + connection.getTransactionIsolation());
        }
        if (method.getName().equals("commit") && failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            if (failsAfterCommit) {
                connection.commit();
            }
            throw new SQLException("failed on purpose", failureState);
        }
        Object result = invoke(connection, method, arguments);
        if (result instanceof PreparedStatement statement && arguments != null) {
            String sql = String.valueOf(arguments[0]);
            return proxy(PreparedStatement.class, (called, with) -> onStatement(statement, sql, called, with));
        }
        return result;
    }

    private @Nullable Object onStatement(
            PreparedStatement statement, String sql, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().startsWith("execute")) {
            sent.add(sql);
        }
        return invoke(statement, method, arguments);
    }

    List<String> takeSent() {
        List<String> taken = new ArrayList<>(sent);
        sent.clear();
        return taken;
    }

    private interface Handler {
        @Nullable
        Object handle(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("Not needed");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return inner.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
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
        return Logger.getGlobal();
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
