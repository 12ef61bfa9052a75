package dev.hookline.replicate.internal.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Supplier;

/** What a request carries; each attempt asks for a new publisher. */
public final class Content {
    private final String type;
    private final long length;
    private final Supplier<BodyPublisher> publisher;

    private Content(String type, long length, Supplier<BodyPublisher> publisher) {
        this.type = type;
        this.length = length;
        this.publisher = publisher;
    }

    /** Content that is wholly in memory. */
    public static Content of(String type, byte[] bytes) {
        return new Content(type, bytes.length, () -> BodyPublishers.ofByteArray(bytes));
    }

    /** Content that is read again for each attempt. */
    public static Content of(String type, long length, Supplier<BodyPublisher> publisher) {
        return new Content(type, length, publisher);
    }

    public String type() {
        return type;
    }

    long length() {
        return length;
    }

    BodyPublisher publisher() {
        return publisher.get();
    }
}
