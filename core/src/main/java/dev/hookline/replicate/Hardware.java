package dev.hookline.replicate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A kind of machine that models run on. Immutable, with value equality. */
public final class Hardware extends JsonValue {

    private Hardware(JsonNode json) {
        super(json);
    }

    static List<Hardware> listFrom(JsonNode json) {
        List<Hardware> all = new ArrayList<>();
        json.forEach(node -> all.add(new Hardware(node)));
        return List.copyOf(all);
    }

    /** Returns the id that creating a model or deployment takes. */
    public Optional<String> sku() {
        return Json.text(json(), "sku");
    }

    /** Returns the name for people. */
    public Optional<String> name() {
        return Json.text(json(), "name");
    }

    @Override
    public String toString() {
        return "Hardware[" + sku().orElse("") + "]";
    }
}
