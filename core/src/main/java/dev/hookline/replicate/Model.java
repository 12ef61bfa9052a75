package dev.hookline.replicate;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** A model on Replicate. Immutable, with value equality. */
public final class Model extends JsonValue {

    private Model(JsonNode json) {
        super(json);
    }

    static Model from(JsonNode json) {
        return new Model(json);
    }

    /** Returns the account that owns it. */
    public Optional<String> owner() {
        return Json.text(json(), "owner");
    }

    /** Returns its name. */
    public Optional<String> name() {
        return Json.text(json(), "name");
    }

    /** Returns what it does. */
    public Optional<String> description() {
        return Json.text(json(), "description");
    }

    /** Returns {@code public} or {@code private}. */
    public Optional<String> visibility() {
        return Json.text(json(), "visibility");
    }

    /** Returns its page. */
    public Optional<URI> url() {
        return Json.uri(json(), "url");
    }

    /** Returns where its source is. */
    public Optional<URI> githubUrl() {
        return Json.uri(json(), "github_url");
    }

    /** Returns its paper. */
    public Optional<URI> paperUrl() {
        return Json.uri(json(), "paper_url");
    }

    /** Returns its license. */
    public Optional<URI> licenseUrl() {
        return Json.uri(json(), "license_url");
    }

    /** Returns its picture. */
    public Optional<URI> coverImageUrl() {
        return Json.uri(json(), "cover_image_url");
    }

    /** Returns how often it has run. */
    public OptionalLong runCount() {
        return Json.number(json(), "run_count");
    }

    /** Whether Replicate maintains it, so that it runs without naming a version. */
    public boolean isOfficial() {
        return json().path("is_official").booleanValue(false);
    }

    /** Returns its newest version, with the schema of its input and output. */
    public Optional<ModelVersion> latestVersion() {
        JsonNode version = json().path("latest_version");
        return version.isObject() ? Optional.of(ModelVersion.from(version)) : Optional.empty();
    }

    /** Returns the prediction that its page shows as an example. */
    public Optional<Prediction> defaultExample() {
        JsonNode example = json().path("default_example");
        return example.path("id").isString() && example.path("status").isString()
                ? Optional.of(Prediction.from(example))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Model[" + owner().orElse("") + "/" + name().orElse("") + "]";
    }
}
