package dev.hookline.workflow.internal.transition;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells errors of a prediction that may pass from those that will not. The codes are those of Replicate's error texts:
 * E1000 (unknown), E6716 (the start timed out), E9243 and the director's other codes of that hundred; E1001 (out of
 * memory) and E005 (flagged as sensitive) come again however often one tries.
 */
final class TransientErrors {
    private static final Pattern CODE = Pattern.compile("\\b(E1000|E6716|E92\\d\\d)\\b");

    private TransientErrors() {}

    static boolean matches(String error) {
        String text = error.toLowerCase(Locale.ROOT);
        return CODE.matcher(error).find()
                || Stream.of("prediction interrupted", "queue is full", "high demand")
                        .anyMatch(text::contains);
    }
}
