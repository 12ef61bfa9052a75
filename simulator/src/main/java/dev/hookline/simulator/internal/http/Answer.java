package dev.hookline.simulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a request is answered with, or that its connection is closed without an answer. Immutable. */
public final class Answer {

    private static final int NO_ANSWER = 0;
    private static final String LENGTH = "Content-Length";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable BodyWriter writer;
    private final Consumer<Boolean> afterwards;

    private Answer(
            int status,
            Map<String, String> headers,
            byte[] body,
            @Nullable BodyWriter writer,
            Consumer<Boolean> afterwards) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.writer = writer;
        this.afterwards = afterwards;
    }

    /** An answer with a body of the given type; the array is not copied. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body, null, sent -> {});
    }

    /** An answer of text. */
    public static Answer text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer 200 whose body is written bit by bit. */
    public static Answer streaming(String contentType, BodyWriter writer) {
        return new Answer(200, Map.of("Content-Type", contentType), new byte[0], writer, sent -> {});
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], null, sent -> {});
    }

    /** No answer: the connection is closed. */
    public static Answer none() {
        return empty(NO_ANSWER);
    }

    /** An answer that announces a whole body and breaks off after half of it. */
    public static Answer cut(String contentType, byte[] body) {
        byte[] half = Arrays.copyOf(body, body.length / 2);
        return of(200, contentType, half).withHeader(LENGTH, Integer.toString(body.length));
    }

    /** The same with one more header. */
    public Answer withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, Map.copyOf(more), body, writer, afterwards);
    }

    /** The same, which then also calls {@code action} once, with whether the answer was written in full. */
    public Answer afterwards(Consumer<Boolean> action) {
        return new Answer(status, headers, body, writer, afterwards.andThen(action));
    }

    /** The HTTP status; 0 when there is no answer. */
    public int status() {
        return status;
    }

    /** The headers. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body; the caller leaves the array as it is. */
    public byte[] body() {
        return body;
    }

    /** How long the body is said to be. */
    int announcedLength() {
        String length = headers.get(LENGTH);
        return length == null ? body.length : Integer.parseInt(length);
    }

    Optional<BodyWriter> writer() {
        return Optional.ofNullable(writer);
    }

    boolean isNone() {
        return status == NO_ANSWER;
    }

    void finished(boolean sent) {
        afterwards.accept(sent);
    }
}
