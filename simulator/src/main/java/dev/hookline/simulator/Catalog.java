package dev.hookline.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The models that there are. Thread-safe. */
final class Catalog {

    /** What stands for the version of a model that was called by its name. */
    static final String HIDDEN_VERSION = "hidden";

    private final ConcurrentMap<String, CatalogModel> byName = new ConcurrentSkipListMap<>();

    Catalog(Collection<NamedModel> models, Instant now) {
        for (NamedModel model : models) {
            CatalogModel entry = new CatalogModel(model.name(), now, BuiltIn.facts(model.name()));
            entry.release(model, now);
            byName.put(model.name(), entry);
        }
    }

    /** A model and the version that its predictions show. */
    record Target(NamedModel model, String version) {}

    List<CatalogModel> all() {
        return List.copyOf(byName.values());
    }

    Optional<CatalogModel> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Adds a model; false when its name is taken. */
    boolean add(CatalogModel model) {
        return byName.putIfAbsent(model.name(), model) == null;
    }

    void remove(CatalogModel model) {
        byName.remove(model.name(), model);
    }

    /** The newest version of a model. */
    Optional<NamedModel> runnable(String name) {
        return find(name).flatMap(CatalogModel::newest);
    }

    /** Finds what the field {@code version} of a create names: an id, {@code owner/name} or {@code owner/name:id}. */
    Optional<Target> target(String version) {
        int colon = version.indexOf(':');
        if (colon >= 0) {
            String id = version.substring(colon + 1);
            return versioned(id)
                    .filter(model -> model.name().equals(version.substring(0, colon)))
                    .map(model -> new Target(model, id));
        }
        return version.contains("/")
                ? runnable(version).map(model -> new Target(model, HIDDEN_VERSION))
                : versioned(version).map(model -> new Target(model, version));
    }

    private Optional<NamedModel> versioned(String id) {
        return byName.values().stream()
                .flatMap(model -> model.releases().stream())
                .map(CatalogModel.Release::model)
                .filter(model -> model.version().equals(id))
                .findFirst();
    }

    /** The public models whose name or description has all words of a query. */
    List<CatalogModel> search(String query) {
        List<String> words = List.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
        return byName.values().stream()
                .filter(model -> !model.fact("visibility").equals("private"))
                .filter(model -> {
                    String text = (model.name().replace('-', ' ') + " " + model.name() + " "
                                    + model.fact("description"))
                            .toLowerCase(Locale.ROOT);
                    return words.stream().allMatch(text::contains);
                })
                .toList();
    }
}
