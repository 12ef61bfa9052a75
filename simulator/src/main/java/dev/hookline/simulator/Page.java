package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One page of a list: results, and the absolute URL of the next page. */
final class Page {

    private final String url;
    private final Request request;
    private final ObjectNode json = Json.object();
    private final ArrayNode results;

    Page(String url, Request request) {
        this.url = url;
        this.request = request;
        json.putNull("next").putNull("previous");
        this.results = json.putArray("results");
    }

    /** The number that a page begins below; the largest of all without a cursor. */
    static long cursor(Request request) {
        String cursor = request.query("cursor").orElse("");
        if (cursor.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Problem.of(404, "Not found", "Invalid cursor"));
        }
    }

    void add(JsonNode result) {
        results.add(result);
    }

    /** The last page. */
    Answer answer() {
        return Json.answer(200, json);
    }

    /** A page that goes on below a number. */
    Answer answer(long last) {
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(last).getBytes(StandardCharsets.US_ASCII));
        StringBuilder next = new StringBuilder(url).append("?cursor=").append(cursor);
        for (String name : new String[] {"created_after", "created_before", "source"}) {
            request.query(name)
                    .ifPresent(
                            value -> next.append('&').append(name).append('=').append(value));
        }
        return Json.answer(200, json.put("next", next.toString()));
    }
}
