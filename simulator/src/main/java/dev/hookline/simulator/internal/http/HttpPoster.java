package dev.hookline.simulator.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests by plain HTTP/1.1 over connections that it keeps, and reads no more of an answer than its status. The caller's
 * thread writes the request itself, so that whoever makes many pays for them; one thread reads all answers. Thread-safe.
 *
 * <p>Nothing is sent twice: a request whose connection breaks has no answer. To one receiver at most 256 requests are under
 * way; more wait for one of them to end.
 */
public final class HttpPoster implements AutoCloseable {

    /** What stands for the status when there was no answer. */
    public static final int NO_ANSWER = 0;

    private static final Logger LOG = System.getLogger(HttpPoster.class.getName());
    private static final long TICK_MILLIS = 50;

    private final Selector selector;
    private final Duration patience;
    private final Map<InetSocketAddress, Origin> origins = new ConcurrentHashMap<>();
    private final Queue<Runnable> chores = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(32 * 1024);
    private long sweptAt;

    private HttpPoster(Selector selector, Duration patience) {
        this.selector = selector;
        this.patience = patience;
    }

    /**
     * Opens one.
     *
     * @param patience how long an answer may take, from when its request is begun to be written
     * @param threads makes the thread that reads
     */
    public static HttpPoster open(Duration patience, ThreadFactory threads) {
        try {
            HttpPoster poster = new HttpPoster(Selector.open(), patience);
            threads.newThread(poster::run).start();
            return poster;
        } catch (IOException e) {
            throw new UncheckedIOException("No selector can be opened", e);
        }
    }

    /**
     * Sends a request.
     *
     * @param receiver where to connect
     * @param request all of it, head and body
     * @return completes with the answer's status, or {@link #NO_ANSWER}; never exceptionally
     */
    public CompletableFuture<Integer> send(InetSocketAddress receiver, byte[] request) {
        Exchange exchange = new Exchange(ByteBuffer.wrap(request), new CompletableFuture<>());
        if (receiver.isUnresolved() || !selector.isOpen()) {
            exchange.status().complete(NO_ANSWER);
        } else {
            origins.computeIfAbsent(receiver, address -> new Origin(address, this))
                    .send(exchange);
        }
        return exchange.status();
    }

    /** A request and where its answer's status goes. */
    record Exchange(ByteBuffer request, CompletableFuture<Integer> status) {}

    Selector selector() {
        return selector;
    }

    /** Has the reading thread do something. */
    void soon(Runnable chore) {
        chores.add(chore);
        selector.wakeup();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::serve, TICK_MILLIS);
                for (Runnable chore = chores.poll(); chore != null; chore = chores.poll()) {
                    chore.run();
                }
                sweep();
            }
        } catch (ClosedSelectorException closed) {
            // As it was asked to.
        } catch (IOException e) {
            LOG.log(Level.ERROR, "Webhooks cannot be sent any more", e);
        }
    }

    private void serve(SelectionKey key) {
        ((Connection) key.attachment()).serve(key, buffer);
    }

    private void sweep() {
        long now = System.nanoTime();
        if (now - sweptAt > TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
            sweptAt = now;
            for (Origin origin : origins.values()) {
                origin.connections().forEach(connection -> connection.closeIfOverdue(patience));
            }
        }
    }

    /** Ends the thread; what is under way has no answer. */
    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The selector cannot be closed", e);
        }
        origins.values().forEach(Origin::close);
    }
}
