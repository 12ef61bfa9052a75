package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One page of a list: results, and the absolute URL of the next page. */
final class Page {

    /** How many results a page has. */
    static final int SIZE = 100;

    private static final List<String> PASSED_ON =
            List.of("created_after", "created_before", "source", "sort_by", "sort_direction");

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

    /** The number that a page goes on from; the largest of all without a cursor. */
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

    /** A page of a list that is at hand as a whole. */
    static Answer of(List<? extends JsonNode> all, String url, Request request) {
        long from = request.query("cursor").isPresent() ? cursor(request) : 0;
        Page page = new Page(url, request);
        all.stream().skip(from).limit(SIZE).forEach(page::add);
        return all.size() > from + SIZE ? page.answer(from + SIZE) : page.answer();
    }

    void add(JsonNode result) {
        results.add(result);
    }

    /** The last page. */
    Answer answer() {
        return Json.answer(200, json);
    }

    /** A page after which it goes on from a number. */
    Answer answer(long last) {
        String cursor = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(last).getBytes(StandardCharsets.US_ASCII));
        StringBuilder next = new StringBuilder(url).append("?cursor=").append(cursor);
        for (String name : PASSED_ON) {
            request.query(name)
                    .ifPresent(value -> next.append('&')
                            .append(name)
                            .append('=')
                            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        return Json.answer(200, json.put("next", next.toString()));
    }
}
