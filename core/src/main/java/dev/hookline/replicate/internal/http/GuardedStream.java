package dev.hookline.replicate.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A body that may take as long as it likes, but may not stand still: when a single read waits longer than the limit,
 * the stream is closed under it and the read fails. The JDK's own stream would wait for ever.
 */
final class GuardedStream extends FilterInputStream {
    private final Timers timers;
    private final Duration idleLimit;
    private volatile boolean stalled;

    GuardedStream(InputStream stream, Timers timers, Duration idleLimit) {
        super(stream);
        this.timers = timers;
        this.idleLimit = idleLimit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        // What has arrived already is read without arming the timer, so that the common case costs nothing.
        if (in.available() > 0) {
            return in.read(target, offset, length);
        }
        Timers.Alarm alarm = timers.alarm(idleLimit, this::stall);
        try {
            int count = in.read(target, offset, length);
            if (!stalled) {
                return count;
            }
        } catch (IOException e) {
            throw stalled ? stillness(e) : e;
        } finally {
            alarm.cancel();
        }
        throw stillness(null);
    }

    private void stall() {
        stalled = true;
        try {
            in.close();
        } catch (IOException ignored) {
            // The reader is told by its own exception.
        }
    }

    private IOException stillness(@Nullable IOException cause) {
        IOException timeout = new HttpTimeoutException("nothing came for " + idleLimit.toMillis() + " ms");
        if (cause != null) {
            timeout.addSuppressed(cause);
        }
        return timeout;
    }
}
