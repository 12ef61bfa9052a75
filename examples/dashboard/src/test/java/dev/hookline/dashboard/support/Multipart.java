package dev.hookline.dashboard.support;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A form with files. Immutable. */
public final class Multipart {
    private static final String BOUNDARY = "a-boundary-that-is-in-no-picture";

    private final List<byte[]> parts;

    private Multipart(List<byte[]> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A form without fields. */
    public static Multipart form() {
        return new Multipart(List.of());
    }

    /** The form with a text. */
    public Multipart text(String name, String value) {
        return with(("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** The form with a file. */
    public Multipart file(String name, String fileName, String type, byte[] content) {
        byte[] head = ("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] part = new byte[head.length + content.length];
        System.arraycopy(head, 0, part, 0, head.length);
        System.arraycopy(content, 0, part, head.length, content.length);
        return with(part);
    }

    /** The form with a photo. */
    public Multipart photo(byte[] content) {
        return file("photos", "photo.jpg", "image/jpeg", content);
    }

    /** The value of the Content-Type header. */
    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** The body. */
    public BodyPublisher body() {
        List<byte[]> pieces = new ArrayList<>();
        for (byte[] part : parts) {
            pieces.add(("--" + BOUNDARY + "\r\n").getBytes(StandardCharsets.US_ASCII));
            pieces.add(part);
            pieces.add("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        pieces.add(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return BodyPublishers.ofByteArrays(pieces);
    }

    private Multipart with(byte[] part) {
        List<byte[]> longer = new ArrayList<>(parts);
        longer.add(part);
        return new Multipart(longer);
    }
}
