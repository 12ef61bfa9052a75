package dev.hookline.simulator.internal.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP request, read in full. Immutable. */
public final class Request {

    private final String method;
    private final List<String> segments;
    private final Map<String, String> query;
    private final Map<String, String> headers;
    private final Map<String, String> parameters;
    private final byte[] body;

    /**
     * @param method the HTTP method, such as {@code POST}
     * @param uri the request's target
     * @param headers the first value of each header
     * @param body the whole body; not copied
     */
    public Request(String method, URI uri, Map<String, String> headers, byte[] body) {
        this(method, segmentsOf(uri), queryOf(uri), lowerCased(headers), Map.of(), body);
    }

    private Request(
            String method,
            List<String> segments,
            Map<String, String> query,
            Map<String, String> headers,
            Map<String, String> parameters,
            byte[] body) {
        this.method = method;
        this.segments = segments;
        this.query = query;
        this.headers = headers;
        this.parameters = parameters;
        this.body = body;
    }

    Request withParameters(Map<String, String> values) {
        return new Request(method, segments, query, headers, Map.copyOf(values), body);
    }

    /** The HTTP method, in capitals. */
    public String method() {
        return method;
    }

    /** The decoded parts of the path. */
    public List<String> segments() {
        return segments;
    }

    /** The path, decoded. */
    public String path() {
        return "/" + String.join("/", segments);
    }

    /** A part of the path that the route names in braces. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no parameter " + name);
        }
        return value;
    }

    /** A query parameter's first value. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body; the caller leaves the array as it is. */
    public byte[] body() {
        return body;
    }

    private static List<String> segmentsOf(URI uri) {
        return Arrays.stream(uri.getRawPath().split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(Request::decode)
                .toList();
    }

    private static Map<String, String> queryOf(URI uri) {
        Map<String, String> values = new HashMap<>();
        String raw = uri.getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return Map.copyOf(values);
    }

    private static Map<String, String> lowerCased(Map<String, String> headers) {
        Map<String, String> values = new HashMap<>();
        headers.forEach((name, value) -> values.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(values);
    }

    /** Decodes, or leaves what is no valid encoding as it came, so that it finds nothing and is answered 404. */
    private static String decode(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return raw;
        }
    }
}
