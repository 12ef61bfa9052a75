package dev.hookline.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final List<String> statesOnReturn = new CopyOnWriteArrayList<>();
    private final DataSource inner;
    private final SetUp setUp;
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private volatile String failureState = "";
    private volatile boolean failsAfterCommit;

    /**
     * One execution of a statement, be it for one row or for a batch of them, or a commit.
     *
     * @param sql the statement, or {@link #COMMIT}
     * @param parameters how the parameters were set, for the last row of a batch
     */
    record Sent(String sql, List<Setting> parameters) {
        static final String COMMIT = "commit";

        /** Sets the same parameters on another statement. */
        void apply(PreparedStatement statement) throws SQLException {
            for (Setting setting : parameters) {
                setting.apply(statement);
            }
        }

        /** The statements that were sent together as this one, each with its own parameters. */
        List<Sent> split() {
            if (!sql.contains(";\n")) {
                return List.of(this);
            }
            List<Sent> parts = new ArrayList<>();
            int used = 0;
            for (String part : sql.split(";\n", -1)) {
                int count = (int) part.chars().filter(c -> c == '?').count();
                List<Setting> own = new ArrayList<>();
                for (Setting setting : parameters.subList(used, used + count)) {
                    own.add(setting.movedBy(-used));
                }
                parts.add(new Sent(part, own));
                used += count;
            }
            return parts;
        }

        boolean isCommit() {
            return sql.equals(COMMIT);
        }
    }

    /** One call of a setter of a statement; arrays are kept by their elements, since they belong to a connection. */
    record Setting(Method setter, List<@Nullable Object> arguments) {
        static Setting of(Method setter, @Nullable Object[] arguments) throws SQLException {
            List<@Nullable Object> copies = new ArrayList<>(Arrays.asList(arguments));
            if (arguments[1] instanceof Array array) {
                copies.set(1, array.getArray());
            }
            return new Setting(setter, copies);
        }

        Setting movedBy(int positions) {
            List<@Nullable Object> moved = new ArrayList<>(arguments);
            moved.set(0, (Integer) Objects.requireNonNull(arguments.get(0)) + positions);
            return new Setting(setter, moved);
        }

        void apply(PreparedStatement statement) throws SQLException {
            Object[] values = arguments.toArray();
            if (values[1] instanceof Object[] elements) {
                values[1] = statement.getConnection().createArrayOf("varchar", elements);
            }
            try {
                setter.invoke(statement, values);
            } catch (ReflectiveOperationException e) {
                throw new SQLException(e);
            }
        }
    }

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

    private @Nullable Object onConnection(Connection connection, Method method, @Nullable Object @Nullable [] arguments)
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
        if (method.getName().equals("commit")) {
            sent.add(new Sent(Sent.COMMIT, List.of()));
        }
        if (result instanceof PreparedStatement statement && arguments != null) {
            String sql = String.valueOf(arguments[0]);
            return proxy(PreparedStatement.class, new Recorder(statement, sql));
        }
        return result;
    }

    private final class Recorder implements Handler {
        private final PreparedStatement statement;
        private final String sql;
        private final List<Setting> settings = new ArrayList<>();
        private List<Setting> lastRow = List.of();

        private Recorder(PreparedStatement statement, String sql) {
            this.statement = statement;
            this.sql = sql;
        }

        @Override
        public @Nullable Object handle(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            if (name.startsWith("set") && arguments != null && arguments.length > 1) {
                settings.add(Setting.of(method, arguments));
            } else if (name.equals("addBatch")) {
                lastRow = List.copyOf(settings);
                settings.clear();
            } else if (name.startsWith("execute")) {
                sent.add(new Sent(sql, name.equals("executeBatch") ? lastRow : List.copyOf(settings)));
            }
            return invoke(statement, method, arguments);
        }
    }

    List<Sent> takeSent() {
        List<Sent> taken = new ArrayList<>(sent);
        sent.clear();
        return taken;
    }

    private interface Handler {
        @Nullable
        Object handle(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
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
