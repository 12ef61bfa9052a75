package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.EventStreamParser;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction puts out while it runs, as it comes, up to and including {@link StreamEvent.Kind#DONE}. When the
 * connection is lost, it is resumed after the last event that came; after five losses in a row without an event it is
 * given up. To be closed; for one thread, but for {@link #close()}, which any thread may call.
 */
public final class PredictionStream implements Iterator<StreamEvent>, AutoCloseable {
    private static final int MOST_LOSSES = 5;
    private static final Duration USUAL_RETRY = Duration.ofSeconds(1);

    private final Function<String, Download> connector;
    private final Consumer<Duration> pause;
    private @Nullable StreamEvent next;
    private String lastId = "";
    private Duration retry = USUAL_RETRY;
    private int losses;
    private boolean ended;
    private volatile boolean closed;
    private volatile @Nullable EventStreamParser connection;

    /** Takes what connects behind an event's id, and what waits. */
    PredictionStream(Function<String, Download> connector, Consumer<Duration> pause) {
        this.connector = connector;
        this.pause = pause;
    }

    /**
     * Waits for the next event, and says whether there is one.
     *
     * @throws ReplicateException if the stream is lost for good, or Replicate refuses to resume it
     */
    @Override
    public boolean hasNext() {
        while (next == null && !ended && !closed) {
            next = attempt();
        }
        return next != null;
    }

    /**
     * Waits for the next event and returns it.
     *
     * @throws NoSuchElementException if there is none
     * @throws ReplicateException if the stream is lost for good, or Replicate refuses to resume it
     */
    @Override
    public StreamEvent next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("the stream has ended");
        }
        StreamEvent event = next;
        next = null;
        return event;
    }

    /** Returns the events as a stream, which ends with this one. */
    public Stream<StreamEvent> events() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private @Nullable StreamEvent attempt() {
        try {
            EventStreamParser parser = connected();
            EventStreamParser.Event event = parser.next();
            retry = parser.retry().orElse(retry);
            if (event != null) {
                return taken(event);
            }
            lost(new IOException("the connection was closed"), true);
        } catch (HttpTimeoutException silence) {
            // A model that says nothing for long is no failure; only the connection may have died unseen.
            lost(silence, false);
        } catch (IOException e) {
            lost(e, true);
        }
        return null;
    }

    private EventStreamParser connected() {
        EventStreamParser open = connection;
        if (open == null) {
            open = new EventStreamParser(connector.apply(lastId).stream(), lastId);
            connection = open;
        }
        return open;
    }

    private StreamEvent taken(EventStreamParser.Event event) {
        losses = 0;
        lastId = event.id();
        StreamEvent taken = new StreamEvent(event.id(), event.type(), event.data());
        ended = taken.kind() == StreamEvent.Kind.DONE;
        return taken;
    }

    private void lost(IOException cause, boolean counts) {
        disconnect();
        losses += counts ? 1 : 0;
        if (closed) {
            return;
        }
        if (losses >= MOST_LOSSES) {
            ended = true;
            throw new ReplicateConnectionException("the stream of a prediction was lost", true, cause);
        }
        pause.accept(retry);
    }

    private void disconnect() {
        EventStreamParser open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException ignored) {
                // Nobody reads it any more.
            }
        }
    }

    /** Ends the stream; the prediction goes on. */
    @Override
    public void close() {
        closed = true;
        disconnect();
    }
}
