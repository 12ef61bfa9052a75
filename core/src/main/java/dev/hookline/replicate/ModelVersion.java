package dev.hookline.replicate;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A version of a model. Immutable, with value equality. */
public final class ModelVersion extends JsonValue {

    private ModelVersion(JsonNode json) {
        super(json);
    }

    static ModelVersion from(JsonNode json) {
        return new ModelVersion(json);
    }

    /** Returns its id, 64 hexadecimal digits. */
    public Optional<String> id() {
        return Json.text(json(), "id");
    }

    /** Returns when it was made. */
    public Optional<Instant> createdAt() {
        return Json.instant(json(), "created_at");
    }

    /** Returns the version of Cog that packed it. */
    public Optional<String> cogVersion() {
        return Json.text(json(), "cog_version");
    }

    /** Returns what it takes and puts out; absent when Replicate does not say. */
    public Optional<ModelSchema> schema() {
        JsonNode schema = json().path("openapi_schema");
        return schema.isObject() ? Optional.of(ModelSchema.from(schema)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "ModelVersion[" + id().orElse("") + "]";
    }
}
