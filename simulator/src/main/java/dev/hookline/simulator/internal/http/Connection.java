package dev.hookline.simulator.internal.http;

import dev.hookline.simulator.internal.http.HttpPoster.Exchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a receiver, with one request under way at a time. Any thread begins a request; the poster's thread does
 * the rest. Thread-safe.
 */
final class Connection {

    /** Shorter than any server's, so that it seldom closes a connection under a request. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final SocketChannel channel;
    private final Origin origin;
    private final HttpPoster poster;
    /** Used by the poster's thread only. */
    private final AnswerReader answer = new AnswerReader();
    /** Guarded by this: the request under way. */
    private @Nullable Exchange current;
    /** Guarded by this: since when the request is under way, or the connection idle, by {@link System#nanoTime}. */
    private long since = System.nanoTime();

    private Connection(SocketChannel channel, Origin origin, HttpPoster poster) {
        this.channel = channel;
        this.origin = origin;
        this.poster = poster;
    }

    static Connection open(InetSocketAddress address, Origin origin, HttpPoster poster) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof IOException io ? io : new IOException("Cannot connect", e);
        }
        Connection connection = new Connection(channel, origin, poster);
        poster.soon(connection::register);
        return connection;
    }

    void begin(Exchange exchange) {
        synchronized (this) {
            current = exchange;
            since = System.nanoTime();
            try {
                if (!channel.isConnectionPending()) {
                    channel.write(exchange.request());
                }
                if (!exchange.request().hasRemaining()) {
                    return;
                }
            } catch (IOException broken) {
                poster.soon(this::close);
                return;
            }
        }
        poster.soon(this::awaitRoom);
    }

    private void register() {
        try {
            channel.register(
                    poster.selector(),
                    channel.isConnectionPending() ? SelectionKey.OP_CONNECT : SelectionKey.OP_READ,
                    this);
        } catch (ClosedChannelException closed) {
            close();
        }
    }

    /** Has the selector tell when more of the request can be written. */
    private void awaitRoom() {
        SelectionKey key = channel.keyFor(poster.selector());
        if (key != null && key.isValid() && !channel.isConnectionPending()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** Goes on as far as the channel allows. */
    void serve(SelectionKey key, ByteBuffer buffer) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
            if (key.isWritable()) {
                writeRest(key);
            }
            if (key.isReadable()) {
                read(buffer);
            }
        } catch (IOException | CancelledKeyException broken) {
            close();
        }
    }

    private synchronized void writeRest(SelectionKey key) throws IOException {
        if (current != null) {
            channel.write(current.request());
        }
        if (current == null || !current.request().hasRemaining()) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        if (count < 0) {
            end(answer.endsByClose() ? answer.status() : HttpPoster.NO_ANSWER);
        } else if (count > 0 && answer.read(buffer)) {
            boolean clean = !buffer.hasRemaining() && answer.keepAlive() && !isWriting();
            if (clean) {
                finish(answer.status());
            } else {
                end(answer.status());
            }
        }
    }

    private synchronized boolean isWriting() {
        return current == null || current.request().hasRemaining();
    }

    /** The answer is read, and the connection free for the next request before anyone hears of it. */
    private void finish(int status) {
        Exchange done = takeCurrent();
        answer.reset();
        origin.free(this);
        if (done != null) {
            done.status().complete(status);
        }
    }

    private void end(int status) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // It is gone either way.
        }
        Exchange done = takeCurrent();
        origin.closed(this);
        if (done != null) {
            done.status().complete(status);
        }
    }

    private synchronized @Nullable Exchange takeCurrent() {
        Exchange taken = current;
        current = null;
        since = System.nanoTime();
        return taken;
    }

    /** Ends it; the request under way has no answer. */
    void close() {
        end(HttpPoster.NO_ANSWER);
    }

    /** Closes it when its answer is overdue, or when it was idle for long. */
    void closeIfOverdue(Duration patience) {
        boolean idle;
        long nanos;
        synchronized (this) {
            idle = current == null;
            nanos = System.nanoTime() - since;
        }
        if (idle ? nanos > IDLE.toNanos() && origin.retire(this) : nanos > patience.toNanos()) {
            close();
        }
    }
}
