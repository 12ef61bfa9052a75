package dev.hookline.replicate.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events from bytes, as HTML's standard has them: lines end in LF, CR or both, an event in an empty
 * line, and one that was not ended when the stream was is dropped. For one thread.
 */
public final class EventStreamParser implements Closeable {
    private static final int LONGEST_EVENT = 16 << 20;
    private static final int CHUNK = 8 << 10;

    private final InputStream stream;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int position;
    private int limit;
    private boolean afterCarriageReturn;
    private boolean atStart = true;
    private String lastId;
    private Optional<Duration> retry = Optional.empty();

    public EventStreamParser(InputStream stream, String lastId) {
        this.stream = stream;
        this.lastId = lastId;
    }

    /** An event: the id that was last given, its type, and its data with its lines joined. */
    public record Event(String id, String type, String data) {}

    /** The next event; null at the end of the stream. */
    public @Nullable Event next() throws IOException {
        StringBuilder data = new StringBuilder();
        boolean hasData = false;
        String type = "";
        for (String text = line(); text != null; text = line()) {
            if (text.isEmpty()) {
                if (hasData) {
                    return new Event(lastId, type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1));
                }
                type = "";
                continue;
            }
            int colon = text.indexOf(':');
            String field = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "event" -> type = value;
                case "data" -> {
                    hasData = true;
                    data.append(value).append('\n');
                }
                default -> note(field, value);
            }
            if (data.length() > LONGEST_EVENT) {
                throw new IOException("an event of more than " + LONGEST_EVENT + " characters");
            }
        }
        return null;
    }

    /** How long the server wants to be left alone before the next connection. */
    public Optional<Duration> retry() {
        return retry;
    }

    private void note(String field, String value) {
        if (field.equals("id") && value.indexOf('\0') < 0) {
            lastId = value;
        } else if (field.equals("retry") && value.matches("\\d{1,9}")) {
            retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
        }
    }

    private @Nullable String line() throws IOException {
        line.reset();
        for (int next = read(); next >= 0; next = read()) {
            boolean second = afterCarriageReturn && next == '\n';
            afterCarriageReturn = next == '\r';
            if (second) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                return text();
            }
            line.write(next);
            if (line.size() > LONGEST_EVENT) {
                throw new IOException("a line of more than " + LONGEST_EVENT + " bytes");
            }
        }
        return null;
    }

    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean marked = atStart && text.startsWith("\uFEFF");
        atStart = false;
        return marked ? text.substring(1) : text;
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = stream.read(chunk, 0, CHUNK);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return chunk[position++] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
