package dev.hookline.simulator.internal.http;

import dev.hookline.simulator.internal.http.HttpPoster.Exchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections to one receiver, and the requests that wait for one. Thread-safe. */
final class Origin {

    private static final int MOST_CONNECTIONS = 256;

    private final InetSocketAddress address;
    private final HttpPoster poster;
    /** Guarded by this, as are the two below: the one used last comes first. */
    private final Deque<Connection> idle = new ArrayDeque<>();

    private final Set<Connection> open = new HashSet<>();
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private boolean closed;

    Origin(InetSocketAddress address, HttpPoster poster) {
        this.address = address;
        this.poster = poster;
    }

    void send(Exchange exchange) {
        Connection connection = connectionFor(exchange);
        if (connection != null) {
            connection.begin(exchange);
        }
    }

    /** An idle connection or a new one; null when the exchange waits for the next that is free. */
    private @Nullable Connection connectionFor(Exchange exchange) {
        synchronized (this) {
            Connection free = idle.pollFirst();
            if (free != null) {
                return free;
            }
            if (!closed && open.size() >= MOST_CONNECTIONS) {
                waiting.addLast(exchange);
                return null;
            }
        }
        return connect(exchange);
    }

    private @Nullable Connection connect(Exchange exchange) {
        try {
            Connection connection = Connection.open(address, this, poster);
            if (added(connection)) {
                return connection;
            }
            connection.close();
        } catch (IOException unreachable) {
            // Told below.
        }
        exchange.status().complete(HttpPoster.NO_ANSWER);
        return null;
    }

    private synchronized boolean added(Connection connection) {
        return !closed && open.add(connection);
    }

    /** Takes an idle connection out, so that no request can begin on it; false when it is not idle. */
    synchronized boolean retire(Connection connection) {
        return idle.remove(connection);
    }

    /** Takes a connection back whose answer was read, for the next request that waits. */
    void free(Connection connection) {
        Exchange next;
        synchronized (this) {
            next = waiting.pollFirst();
            if (next == null) {
                idle.addFirst(connection);
            }
        }
        if (next != null) {
            connection.begin(next);
        }
    }

    /** Forgets a connection that is closed; what waits gets a new one. */
    void closed(Connection connection) {
        Exchange next;
        synchronized (this) {
            idle.remove(connection);
            next = open.remove(connection) ? waiting.pollFirst() : null;
        }
        if (next != null) {
            send(next);
        }
    }

    synchronized List<Connection> connections() {
        return List.copyOf(open);
    }

    /** Ends everything; what is under way or waits has no answer. */
    void close() {
        List<Exchange> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        connections().forEach(Connection::close);
        left.forEach(exchange -> exchange.status().complete(HttpPoster.NO_ANSWER));
    }
}
