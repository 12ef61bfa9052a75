package dev.hookline.replicate;

import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Where a prediction or training can be looked at, canceled and streamed. */
public final class Urls {
    private final JsonNode json;

    Urls(JsonNode json) {
        this.json = json;
    }

    /** Returns the URL of the API that answers with it. */
    public Optional<URI> get() {
        return Json.uri(json, "get");
    }

    /** Returns the URL of the API that cancels it. */
    public Optional<URI> cancel() {
        return Json.uri(json, "cancel");
    }

    /** Returns the server-sent events of a model that can stream. */
    public Optional<URI> stream() {
        return Json.uri(json, "stream");
    }

    /** Returns the page for people. */
    public Optional<URI> web() {
        return Json.uri(json, "web");
    }
}
