package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    static Answer answer(int status, JsonNode node) {
        return Answer.of(status, "application/json", bytes(node));
    }

    /** A time as Replicate writes it, to the microsecond. By hand: a formatter would be a tenth of a create's cost. */
    static String time(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(27).append(time.toLocalDate());
        digits(text.append('T'), time.getHour(), 10);
        digits(text.append(':'), time.getMinute(), 10);
        digits(text.append(':'), time.getSecond(), 10);
        digits(text.append('.'), time.getNano() / 1_000, 100_000);
        return text.append('Z').toString();
    }

    private static void digits(StringBuilder text, int number, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
    }

    /** About how many bytes a value takes in memory: its texts, and a little for each node. */
    static long weight(JsonNode node) {
        if (node.isString()) {
            return 32L + node.stringValue().length();
        }
        long weight = 32;
        for (JsonNode child : node) {
            weight += 32 + weight(child);
        }
        return weight;
    }

    /**
     * A request's body.
     *
     * @throws Refusal when it is no JSON object
     */
    static ObjectNode parse(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw new Refusal(Problem.of(400, "Bad request", "JSON parse error"));
        }
        throw new Refusal(Problem.of(400, "Bad request", "The request's body must be a JSON object"));
    }

    /** A model's output as JSON, each file in it replaced by what {@code urlOf} gives. */
    static JsonNode output(Object value, Function<OutputFile, String> urlOf) {
        if (value instanceof OutputFile file) {
            return JsonNodeFactory.instance.stringNode(urlOf.apply(file));
        }
        if (value instanceof List<?> items) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> list.add(output(item, urlOf)));
            return list;
        }
        if (value instanceof Map<?, ?> fields) {
            ObjectNode object = object();
            fields.forEach((name, item) -> object.set(String.valueOf(name), output(item, urlOf)));
            return object;
        }
        return MAPPER.valueToTree(value);
    }
}
