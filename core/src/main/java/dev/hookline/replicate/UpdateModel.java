package dev.hookline.replicate;

import java.net.URI;
import tools.jackson.databind.node.ObjectNode;

/** What is to change of a model; the rest stays as it is. Immutable. */
public final class UpdateModel {
    private static final UpdateModel NOTHING = new UpdateModel(Json.MAPPER.createObjectNode());

    private final ObjectNode body;

    private UpdateModel(ObjectNode body) {
        this.body = body;
    }

    /** Begins with nothing that changes. */
    public static UpdateModel of() {
        return NOTHING;
    }

    /** Returns a copy that changes what the model is said to do. */
    public UpdateModel withDescription(String text) {
        return with("description", text);
    }

    /** Returns a copy that changes the readme, which is Markdown. */
    public UpdateModel withReadme(String markdown) {
        return with("readme", markdown);
    }

    /** Returns a copy that changes where the source is. */
    public UpdateModel withGithubUrl(URI url) {
        return with("github_url", url.toString());
    }

    /** Returns a copy that changes where the paper is. */
    public UpdateModel withPaperUrl(URI url) {
        return with("paper_url", url.toString());
    }

    /** Returns a copy that changes where the weights are. */
    public UpdateModel withWeightsUrl(URI url) {
        return with("weights_url", url.toString());
    }

    /** Returns a copy that changes where the license is. */
    public UpdateModel withLicenseUrl(URI url) {
        return with("license_url", url.toString());
    }

    private UpdateModel with(String field, String value) {
        return new UpdateModel(body.deepCopy().put(field, value));
    }

    ObjectNode body() {
        return body;
    }

    @Override
    public String toString() {
        return "UpdateModel" + body.propertyNames();
    }
}
