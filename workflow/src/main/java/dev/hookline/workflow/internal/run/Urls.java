package dev.hookline.workflow.internal.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads URLs as models write them: with spaces, umlauts or brackets in file names, which a URI must not have. */
final class Urls {
    private static final String ALLOWED = "-._~:/?#@!$&'()*+,;=%";

    private Urls() {}

    /** A web address; empty for any other text. */
    static Optional<URI> parse(String text) {
        if (!text.startsWith("https://") && !text.startsWith("http://")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(encoded(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0);
            encoded.append(isPlain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
