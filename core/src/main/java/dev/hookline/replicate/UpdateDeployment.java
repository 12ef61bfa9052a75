package dev.hookline.replicate;

import tools.jackson.databind.node.ObjectNode;

/** What is to change of a deployment; the rest stays as it is. Immutable. */
public final class UpdateDeployment {
    private static final UpdateDeployment NOTHING = new UpdateDeployment(Json.MAPPER.createObjectNode());

    private final ObjectNode body;

    private UpdateDeployment(ObjectNode body) {
        this.body = body;
    }

    /** Begins with nothing that changes. */
    public static UpdateDeployment of() {
        return NOTHING;
    }

    /** Returns a copy that changes the version that runs, by its id. */
    public UpdateDeployment withVersion(String versionId) {
        return new UpdateDeployment(body.deepCopy().put("version", versionId));
    }

    /** Returns a copy that changes what it runs on, by its {@link Hardware#sku()}. */
    public UpdateDeployment withHardware(String sku) {
        return new UpdateDeployment(body.deepCopy().put("hardware", sku));
    }

    /** Returns a copy that changes the bounds for the number of machines; Replicate takes up to 5 and up to 20. */
    public UpdateDeployment withInstances(int least, int most) {
        return new UpdateDeployment(body.deepCopy().put("min_instances", least).put("max_instances", most));
    }

    ObjectNode body() {
        return body;
    }

    @Override
    public String toString() {
        return "UpdateDeployment" + body;
    }
}
