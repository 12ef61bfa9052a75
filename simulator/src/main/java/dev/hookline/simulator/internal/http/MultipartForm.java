package dev.hookline.simulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a {@code multipart/form-data} body (RFC 7578). Immutable. */
public final class MultipartForm {

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<![\\w*])(name|filename)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final byte[] HEADERS_END = ascii("\r\n\r\n");

    private final List<Part> parts;

    private MultipartForm(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Parses a body.
     *
     * @throws IllegalArgumentException when it is no multipart form
     */
    public static MultipartForm parse(String contentType, byte[] body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !matcher.find()) {
            throw new IllegalArgumentException("The body is no multipart form");
        }
        byte[] delimiter = ascii("--" + (matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
        List<Part> parts = new ArrayList<>();
        int begin = indexOf(body, delimiter, 0);
        while (begin >= 0) {
            int content = begin + delimiter.length + 2;
            int end = indexOf(body, delimiter, content);
            if (end >= 0) {
                parts.add(part(body, content, end - 2));
            }
            begin = end;
        }
        return new MultipartForm(parts);
    }

    /** The first part of a name. */
    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    private static Part part(byte[] body, int from, int to) {
        int headersEnd = indexOf(body, HEADERS_END, from);
        if (headersEnd < 0 || headersEnd + HEADERS_END.length > to) {
            throw new IllegalArgumentException("A part of the multipart form has no end of its headers");
        }
        Map<String, String> attributes = new HashMap<>();
        String contentType = "";
        for (String line : new String(body, from, headersEnd - from, StandardCharsets.UTF_8).split("\r\n", -1)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-disposition:")) {
                ATTRIBUTE.matcher(line).results().forEach(found -> attributes.put(found.group(1), found.group(2)));
            } else if (lower.startsWith("content-type:")) {
                contentType = line.substring("content-type:".length()).trim();
            }
        }
        byte[] content = Arrays.copyOfRange(body, headersEnd + HEADERS_END.length, to);
        return new Part(
                attributes.getOrDefault("name", ""), attributes.getOrDefault("filename", ""), contentType, content);
    }

    private static int indexOf(byte[] body, byte[] wanted, int from) {
        for (int i = Math.max(0, from); i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0] && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** One part; its file name and content type are empty when it has none. */
    public static final class Part {

        private final String name;
        private final String filename;
        private final String contentType;
        private final byte[] content;

        private Part(String name, String filename, String contentType, byte[] content) {
            this.name = name;
            this.filename = filename;
            this.contentType = contentType;
            this.content = content;
        }

        String name() {
            return name;
        }

        /** The file's name, or an empty text. */
        public String filename() {
            return filename;
        }

        /** The part's own content type, or an empty text. */
        public String contentType() {
            return contentType;
        }

        /** The content; the caller leaves the array as it is. */
        public byte[] content() {
            return content;
        }

        /** The content as UTF-8. */
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }
}
