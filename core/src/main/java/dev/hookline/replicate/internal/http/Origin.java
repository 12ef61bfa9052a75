package dev.hookline.replicate.internal.http;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Scheme, host and port of a URL: what decides whether the token may go there. */
public record Origin(String scheme, String host, int port) {

    /** The origin of an absolute URL; one without scheme or host equals no other. */
    public static Origin of(URI uri) {
        String scheme = lower(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : "http".equals(scheme) ? 80 : 443;
        return new Origin(scheme, lower(uri.getHost()), port);
    }

    /** Whether a request to the URL stays at this origin. */
    public boolean includes(URI uri) {
        return !host.isEmpty() && uri.getUserInfo() == null && equals(of(uri));
    }

    public boolean isHttps() {
        return scheme.equals("https");
    }

    /** Whether the host is this machine by its name alone; nothing is resolved. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
