package dev.hookline.benchmarks.simulator;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Reads HTTP/1.1 messages from a socket that is kept open, with as little work as that can be done: the first line, the
 * length, and the body skipped. For one thread.
 */
public final class Wire {

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;
    private int length;

    /** Reads from that socket. */
    public Wire(Socket socket) throws IOException {
        this.in = socket.getInputStream();
    }

    /** Reads a message; gives its first line, or an empty text at the end of the stream. */
    public String read() throws IOException {
        String first = line();
        if (first.isEmpty()) {
            return first;
        }
        length = 0;
        while (readHeader()) {}
        skip(length);
        return first;
    }

    private boolean readHeader() throws IOException {
        int end = endOfLine();
        if (end == from) {
            from = end + 2;
            return false;
        }
        if (isLength(end)) {
            length = Integer.parseInt(
                    new String(buffer, from + 15, end - from - 15, StandardCharsets.ISO_8859_1).strip());
        }
        from = end + 2;
        return true;
    }

    private boolean isLength(int end) {
        String name = "content-length:";
        if (end - from <= name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((buffer[from + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private String line() throws IOException {
        if (from == to && !fill()) {
            return "";
        }
        int end = endOfLine();
        String line = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
        from = end + 2;
        return line;
    }

    private int endOfLine() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (buffer[at] == '\r' && at + 1 < to) {
                    return at;
                }
            }
            at -= from;
            if (!fill()) {
                throw new EOFException("The connection was closed in the middle of a message");
            }
            at = Math.max(from, from + at - 1);
        }
    }

    private void skip(int bytes) throws IOException {
        int left = bytes;
        while (left > 0) {
            if (from == to && !fill()) {
                throw new EOFException("The connection was closed in the middle of a body");
            }
            int step = Math.min(left, to - from);
            from += step;
            left -= step;
        }
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read > 0;
    }
}
