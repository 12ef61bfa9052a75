package dev.hookline.replicate;

/** The name of a model or deployment, {@code owner/name}, without a version. */
record ModelName(String owner, String name) {

    static ModelName parse(String text) {
        ModelReference reference = ModelReference.deployment(text);
        return new ModelName(reference.owner().orElse(""), reference.name().orElse(""));
    }
}
