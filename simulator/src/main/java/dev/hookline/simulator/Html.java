package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Builds a page. Everything that is not markup goes through {@link #text}. For one page by one thread. */
final class Html {

    private static final String STYLE = load("page.css");

    private final StringBuilder page = new StringBuilder();

    Html(String title) {
        markup("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
        text(title).markup("</title><style>" + STYLE + "</style><body>");
    }

    Html markup(String html) {
        page.append(html);
        return this;
    }

    Html text(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '&' -> page.append("&amp;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c);
            }
        }
        return this;
    }

    /** The page, which runs no script and loads nothing from elsewhere. */
    Answer answer() {
        return Answer.text(200, "text/html; charset=utf-8", page + "</body></html>")
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; img-src 'self' http://localhost:*; style-src 'unsafe-inline'; form-action 'self'");
    }

    private static String load(String name) {
        try (InputStream resource = Html.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing from the simulator's jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the simulator's jar", e);
        }
    }
}
