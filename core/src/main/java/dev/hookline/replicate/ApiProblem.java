package dev.hookline.replicate;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer says. Texts are free of secrets and may be empty: Replicate leaves out what it likes.
 *
 * @param request method and path, such as {@code POST /v1/predictions}
 * @param status the HTTP status
 * @param title Replicate's title, or empty
 * @param detail Replicate's detail, or what is known of a body that is no JSON, or empty
 * @param invalidFields the fields that Replicate refused
 * @param retryAfter how long Replicate asks to wait, or null
 */
public record ApiProblem(
        String request,
        int status,
        String title,
        String detail,
        List<InvalidField> invalidFields,
        @Nullable Duration retryAfter)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_TEXT = 200;

    /** Creates a problem and copies the fields. */
    public ApiProblem {
        invalidFields = List.copyOf(invalidFields);
    }

    /** Creates a problem of which only the status and a sentence are known. */
    public static ApiProblem of(String request, int status, String detail) {
        return new ApiProblem(request, status, "", detail, List.of(), null);
    }

    /** Returns the problem in one line, cut where it is long. */
    String inWords() {
        String fields = invalidFields.stream().map(InvalidField::toString).collect(Collectors.joining("; "));
        StringBuilder words =
                new StringBuilder(request).append(" was answered ").append(status);
        for (String part : List.of(title, detail, fields)) {
            if (!part.isBlank() && words.indexOf(part) < 0) {
                words.append(words.indexOf(": ") < 0 ? ": " : ". ").append(cut(part));
            }
        }
        return words.toString();
    }

    static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }
}
