package dev.hookline.replicate;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a prediction put out: any JSON, read as the caller knows it to be. Text models give a list of pieces, picture
 * models a URL or a list of them. Immutable.
 */
public final class Output {
    private final JsonNode json;

    private Output(JsonNode json) {
        this.json = json;
    }

    static Output of(JsonNode json) {
        return new Output(json);
    }

    /** Whether there is any output: not yet when the prediction runs, no more once Replicate has deleted it. */
    public boolean isPresent() {
        return !json.isNull();
    }

    /** Returns the output as it came; JSON null when there is none. */
    public JsonNode json() {
        return json;
    }

    /**
     * Returns the output as text: a string as it is, a list of strings joined without anything in between, as a text
     * model puts it out; empty when there is none.
     *
     * @throws ReplicateException if the output is something else
     */
    public String text() {
        if (json.isNull()) {
            return "";
        }
        if (json.isString()) {
            return json.stringValue();
        }
        if (json.isArray() && json.valueStream().allMatch(JsonNode::isString)) {
            return json.valueStream().map(JsonNode::stringValue).collect(Collectors.joining());
        }
        throw unlike("text");
    }

    /**
     * Returns the one file that was put out: a URL, or a list of one.
     *
     * @throws ReplicateException if the output is not exactly one URL
     */
    public URI uri() {
        List<URI> all = uris();
        if (all.size() != 1) {
            throw unlike("one URL");
        }
        return all.get(0);
    }

    /**
     * Returns the files that were put out, in their order: a URL, or a list of them; none when there is no output.
     *
     * @throws ReplicateException if the output is something else
     */
    public List<URI> uris() {
        List<URI> uris = new ArrayList<>();
        if (json.isArray()) {
            json.forEach(item -> uris.add(uri(item)));
        } else if (!json.isNull()) {
            uris.add(uri(json));
        }
        return List.copyOf(uris);
    }

    private URI uri(JsonNode node) {
        try {
            URI uri = new URI(node.isString() ? node.stringValue() : "");
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (URISyntaxException notUrl) {
            // Said below, without the value, which may be a user's text.
        }
        throw unlike("a URL or a list of URLs");
    }

    /**
     * Returns the output as a record or any other type that Jackson can read. A named module has to open the type's
     * package to {@code tools.jackson.databind}.
     *
     * @throws ReplicateException if the output does not fit the type
     */
    public <T> T as(Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(json, type);
        } catch (JacksonException e) {
            throw new ReplicateException("the output does not fit " + type.getName(), e);
        }
    }

    /**
     * Returns the output as a list of records or of any other type, as {@link #as} does for one; empty when there is no
     * output.
     *
     * @throws ReplicateException if the output is no list, or an item does not fit the type
     */
    public <T> List<T> listOf(Class<T> type) {
        if (!json.isNull() && !json.isArray()) {
            throw unlike("a list");
        }
        return json.valueStream().map(item -> new Output(item).as(type)).toList();
    }

    private ReplicateException unlike(String wanted) {
        String size = json.isArray() ? " of " + json.size() : "";
        return new ReplicateException(
                "the output is not " + wanted + " but " + json.getNodeType() + size + ": read json() instead");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Output output && json.equals(output.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** Shows the kind of output, not what it says. */
    @Override
    public String toString() {
        return "Output[" + json.getNodeType() + "]";
    }
}
