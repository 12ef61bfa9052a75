package dev.hookline.replicate;

import java.net.URI;
import tools.jackson.databind.node.ObjectNode;

/** A model to be made. Immutable. */
public final class CreateModel {
    private final ObjectNode body;

    private CreateModel(ObjectNode body) {
        this.body = body;
    }

    /**
     * Takes what every model needs: its name, who can see it, and the {@link Hardware#sku()} of what it runs on.
     *
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     */
    public static CreateModel of(String ownerAndName, Visibility visibility, String hardware) {
        ModelName name = ModelName.parse(ownerAndName);
        return new CreateModel(Json.MAPPER
                .createObjectNode()
                .put("owner", name.owner())
                .put("name", name.name())
                .put("visibility", visibility.wireName())
                .put("hardware", hardware));
    }

    /** Returns a copy that says what the model does. */
    public CreateModel withDescription(String text) {
        return with("description", text);
    }

    /** Returns a copy that says where the source is. */
    public CreateModel withGithubUrl(URI url) {
        return with("github_url", url.toString());
    }

    /** Returns a copy that says where the paper is. */
    public CreateModel withPaperUrl(URI url) {
        return with("paper_url", url.toString());
    }

    /** Returns a copy that says where the license is. */
    public CreateModel withLicenseUrl(URI url) {
        return with("license_url", url.toString());
    }

    /** Returns a copy with a picture. */
    public CreateModel withCoverImageUrl(URI url) {
        return with("cover_image_url", url.toString());
    }

    private CreateModel with(String field, String value) {
        return new CreateModel(body.deepCopy().put(field, value));
    }

    ObjectNode body() {
        return body;
    }

    @Override
    public String toString() {
        return "CreateModel" + body;
    }
}
