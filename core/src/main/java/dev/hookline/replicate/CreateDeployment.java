package dev.hookline.replicate;

import tools.jackson.databind.node.ObjectNode;

/** A deployment to be made. Immutable. */
public final class CreateDeployment {
    private final ObjectNode body;

    private CreateDeployment(ObjectNode body) {
        this.body = body;
    }

    /**
     * Takes what every deployment needs: its name, the {@code owner/name:version} that it runs, and the
     * {@link Hardware#sku()} of what it runs on. It has no machine when there is nothing to do, and one at most, unless
     * {@link #withInstances} says otherwise.
     *
     * @throws IllegalArgumentException if the model is not named with its version
     */
    public static CreateDeployment of(String name, String modelAndVersion, String hardware) {
        ModelReference model = ModelReference.parse(modelAndVersion);
        if (model.kind() != ModelReference.Kind.MODEL_VERSION) {
            throw new IllegalArgumentException("a deployment runs \"owner/name:version\", not \"" + model + "\"");
        }
        ObjectNode body = Json.MAPPER
                .createObjectNode()
                .put("name", name)
                .put("model", model.owner().orElse("") + "/" + model.name().orElse(""))
                .put("version", model.version().orElse(""))
                .put("hardware", hardware);
        return new CreateDeployment(body).withInstances(0, 1);
    }

    /** Returns a copy with other bounds for the number of machines; Replicate takes up to 5 and up to 20. */
    public CreateDeployment withInstances(int least, int most) {
        return new CreateDeployment(body.deepCopy().put("min_instances", least).put("max_instances", most));
    }

    ObjectNode body() {
        return body;
    }

    @Override
    public String toString() {
        return "CreateDeployment" + body;
    }
}
