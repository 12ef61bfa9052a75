package dev.hookline.simulator.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Reads one HTTP/1.1 answer after another, as their bytes come: the status is kept, the body skipped. For one thread at a time.
 */
final class AnswerReader {

    private static final int LONGEST_LINE = 16 * 1024;

    private final StringBuilder line = new StringBuilder();
    private Where where = Where.STATUS;
    private int status;
    private long left;
    private boolean chunked;
    private boolean lengthKnown;
    private boolean keepAlive;

    private enum Where {
        STATUS,
        HEADER,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        UNTIL_CLOSE,
        END
    }

    /** Goes on with what has come; true when the answer is complete, with the bytes after it left in the buffer. */
    boolean read(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && where != Where.END) {
            if (where == Where.BODY || where == Where.CHUNK) {
                skip(bytes);
            } else if (where == Where.UNTIL_CLOSE) {
                bytes.position(bytes.limit());
            } else if (readLine(bytes)) {
                takeLine();
                line.setLength(0);
            }
        }
        return where == Where.END;
    }

    /** Whether an answer without an announced end is complete now that the connection is closed. */
    boolean endsByClose() {
        return where == Where.UNTIL_CLOSE;
    }

    int status() {
        return status;
    }

    /** Whether another request may follow on the connection. */
    boolean keepAlive() {
        return keepAlive;
    }

    /** Makes ready for the next answer. */
    void reset() {
        where = Where.STATUS;
        line.setLength(0);
    }

    private void skip(ByteBuffer bytes) {
        int step = (int) Math.min(left, bytes.remaining());
        bytes.position(bytes.position() + step);
        left -= step;
        if (left == 0) {
            where = where == Where.BODY ? Where.END : Where.CHUNK_END;
        }
    }

    /** Reads up to the end of a line; false when it has not come yet. */
    private boolean readLine(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            char c = (char) (bytes.get() & 0xFF);
            if (c == '\n') {
                return true;
            }
            if (c != '\r') {
                line.append(c);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("A line of the answer is too long");
            }
        }
        return false;
    }

    private void takeLine() throws IOException {
        switch (where) {
            case STATUS -> takeStatus();
            case HEADER -> takeHeader();
            case CHUNK_SIZE -> takeChunkSize();
            case CHUNK_END -> where = Where.CHUNK_SIZE;
            default -> where = line.isEmpty() ? Where.END : Where.TRAILER;
        }
    }

    private void takeStatus() throws IOException {
        if (line.length() < 12 || line.indexOf("HTTP/1.") != 0 || line.charAt(8) != ' ') {
            throw new IOException("The answer is no HTTP/1.1");
        }
        status = (int) number(line.substring(9, 12), 10);
        keepAlive = line.charAt(7) == '1';
        chunked = false;
        lengthKnown = false;
        left = 0;
        where = Where.HEADER;
    }

    private void takeHeader() throws IOException {
        if (line.isEmpty()) {
            where = afterHeaders();
            return;
        }
        if ("cCtT".indexOf(line.charAt(0)) < 0) {
            return; // None of the three below.
        }
        String header = line.toString().toLowerCase(Locale.ROOT);
        int colon = header.indexOf(':');
        String value = header.substring(colon + 1).strip();
        switch (colon < 0 ? "" : header.substring(0, colon)) {
            case "content-length" -> {
                left = number(value, 10);
                lengthKnown = true;
            }
            case "transfer-encoding" -> chunked = value.endsWith("chunked");
            case "connection" -> keepAlive = value.contains("keep-alive") || (keepAlive && !value.contains("close"));
            default -> {} // Nothing else changes where the answer ends.
        }
    }

    private Where afterHeaders() {
        if (status < 200) {
            return Where.STATUS; // Another one follows.
        }
        if (status == 204 || status == 304) {
            return Where.END;
        }
        if (chunked) {
            return Where.CHUNK_SIZE;
        }
        if (lengthKnown) {
            return left == 0 ? Where.END : Where.BODY;
        }
        keepAlive = false;
        return Where.UNTIL_CLOSE;
    }

    private void takeChunkSize() throws IOException {
        int end = line.indexOf(";");
        left = number((end < 0 ? line : line.substring(0, end)).toString().strip(), 16);
        where = left == 0 ? Where.TRAILER : Where.CHUNK;
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // Refused below, as a negative one.
        }
        throw new IOException("The answer's length is no number");
    }
}
