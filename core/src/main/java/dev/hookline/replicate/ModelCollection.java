package dev.hookline.replicate;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Models for one purpose, gathered by Replicate. Immutable, with value equality. */
public final class ModelCollection extends JsonValue {

    private ModelCollection(JsonNode json) {
        super(json);
    }

    static ModelCollection from(JsonNode json) {
        return new ModelCollection(json);
    }

    /** Returns the name that its URL has, such as {@code super-resolution}. */
    public Optional<String> slug() {
        return Json.text(json(), "slug");
    }

    /** Returns the name for people. */
    public Optional<String> name() {
        return Json.text(json(), "name");
    }

    /** Returns what its models do, in a sentence. */
    public Optional<String> description() {
        return Json.text(json(), "description");
    }

    /** Returns what its models do, in full, as Markdown; absent in lists. */
    public Optional<String> fullDescription() {
        return Json.text(json(), "full_description");
    }

    /** Returns its models; none in lists. */
    public List<Model> models() {
        return Json.list(json(), "models", Model::from);
    }

    /** Returns the names of its models, {@code owner/name}, as a search finds them. */
    public List<String> modelNames() {
        return Json.texts(json(), "models");
    }

    @Override
    public String toString() {
        return "ModelCollection[" + slug().orElse("") + "]";
    }
}
