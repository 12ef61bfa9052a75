package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.HttpAnswer;
import dev.hookline.replicate.internal.http.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads error answers, whatever their bodies are, and takes secrets out of their texts. */
final class Problems {
    private static final int EXCERPT_BYTES = 300;
    private static final int SHORTEST_SECRET = 8;

    private final InstantSource clock;
    private final List<String> secrets;

    Problems(InstantSource clock, List<String> secrets) {
        this.clock = clock;
        this.secrets = List.copyOf(secrets);
    }

    Problems hiding(String secret) {
        List<String> more = new ArrayList<>(secrets);
        more.add(secret);
        // What a server quotes may be the path alone, and that is where the secret of a callback URL is.
        int path = secret.indexOf('/', secret.indexOf("//") + 2);
        if (path > 0) {
            more.add(secret.substring(path));
            more.add(secret.substring(secret.lastIndexOf('/') + 1));
        }
        return new Problems(clock, more);
    }

    ApiProblem read(String request, HttpAnswer answer) {
        JsonNode json = json(answer);
        String detail = Json.words(json, "detail").orElseGet(() -> otherWords(json, answer));
        return new ApiProblem(
                request,
                answer.status(),
                clean(Json.text(json, "title").orElse("")),
                clean(detail),
                invalidFields(json),
                RetryAfter.of(answer, clock.instant()).orElse(null));
    }

    static ApiProblem heldBack(String request, Duration wait) {
        String detail = "not sent, since the account's rate limit is used up for another " + wait.toSeconds() + " s";
        return new ApiProblem(request, 429, "", detail, List.of(), wait);
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            JsonNode json = Json.parse(answer.body());
            return json.isObject() ? json : JsonNodeFactory.instance.nullNode();
        } catch (JacksonException noJson) {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    private static String otherWords(JsonNode json, HttpAnswer answer) {
        if (answer.status() / 100 == 3) {
            return "a redirect that is not followed, since it leaves the host or repeats a request";
        }
        if (json.isObject()) {
            return Json.words(json, "error").orElse("");
        }
        if (answer.body().length == 0) {
            return "an empty body";
        }
        String type = answer.header("Content-Type").orElse("an unnamed type");
        byte[] body = answer.body();
        String start = new String(body, 0, Math.min(EXCERPT_BYTES, body.length), StandardCharsets.UTF_8);
        return "no JSON but " + type + ": " + start.replaceAll("\\p{Cntrl}+", " ");
    }

    private List<InvalidField> invalidFields(JsonNode json) {
        List<InvalidField> fields = new ArrayList<>();
        for (JsonNode field : json.path("invalid_fields")) {
            fields.add(new InvalidField(word(field, "field"), word(field, "type"), word(field, "description")));
        }
        return fields;
    }

    private String word(JsonNode field, String name) {
        return clean(Json.words(field, name).orElse(""));
    }

    private String clean(String text) {
        String cleaned = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                cleaned = cleaned.replace(secret, "[redacted]");
            }
        }
        return cleaned;
    }
}
