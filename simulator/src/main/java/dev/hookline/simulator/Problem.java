package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Replicate's errors, as it words and shapes them. */
final class Problem {

    private Problem() {}

    static Answer of(int status, String title, String detail) {
        return answer(status, body(status, title, detail));
    }

    static Answer unauthenticated(boolean tokenGiven) {
        return of(
                401,
                "Unauthenticated",
                tokenGiven
                        ? "You did not pass a valid authentication token"
                        : "You did not pass an authentication token");
    }

    static Answer notFound() {
        return of(404, "Not found", "The requested resource could not be found.");
    }

    static Answer fileNotFound() {
        return of(404, "Not found", "File not found");
    }

    static Answer unprocessable(String title, String detail) {
        return of(422, title, detail);
    }

    /** The words for an input that does not fit, with a line for each field. */
    static Answer invalid(List<InvalidField> fields) {
        String detail = fields.stream()
                .map(field -> "- " + field.field() + ": " + field.description() + "\n")
                .collect(Collectors.joining());
        ObjectNode body = body(422, "Input validation failed", detail);
        ArrayNode list = body.putArray("invalid_fields");
        for (InvalidField field : fields) {
            list.addObject()
                    .put("type", field.type())
                    .put("field", field.field())
                    .put("description", field.description());
        }
        return answer(422, body);
    }

    static Answer tooManyRequests(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        String detail = "Request was throttled. Your rate limit resets in ~" + seconds + "s.";
        ObjectNode body = body(429, "Too many requests", detail).put("retry_after", seconds);
        return answer(429, body).withHeader("Retry-After", Long.toString(seconds));
    }

    static Answer tooLarge() {
        return of(413, "Content too large", "Files must be less than 100MB in size");
    }

    static Answer paymentRequired() {
        return of(
                402,
                "Insufficient credit",
                "You have insufficient credit to run this model. Buy credit in your billing settings and try again.");
    }

    private static ObjectNode body(int status, String title, String detail) {
        return Json.object().put("title", title).put("detail", detail).put("status", status);
    }

    private static Answer answer(int status, ObjectNode body) {
        return Answer.of(status, "application/problem+json", Json.bytes(body));
    }
}
