package dev.hookline.simulator;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The models that the simulator serves. Immutable. */
final class Models {

    /** What stands for the version of a model that was called by its name. */
    static final String HIDDEN_VERSION = "hidden";

    private final Map<String, NamedModel> byName = new TreeMap<>();

    Models(Collection<NamedModel> models) {
        models.forEach(model -> byName.put(model.name(), model));
    }

    Stream<NamedModel> all() {
        return byName.values().stream();
    }

    Optional<NamedModel> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Finds what the field {@code version} of a create names: an id, {@code owner/name} or {@code owner/name:id}. */
    Optional<Target> target(String version) {
        int colon = version.indexOf(':');
        if (colon >= 0) {
            return named(version.substring(0, colon))
                    .filter(model -> model.version().equals(version.substring(colon + 1)))
                    .map(model -> new Target(model, model.version()));
        }
        if (version.contains("/")) {
            return named(version).map(model -> new Target(model, HIDDEN_VERSION));
        }
        return all().filter(model -> model.version().equals(version))
                .map(model -> new Target(model, version))
                .findFirst();
    }

    /** A model and the version that its predictions show. */
    record Target(NamedModel model, String version) {}
}
