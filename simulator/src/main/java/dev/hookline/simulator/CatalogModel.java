package dev.hookline.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** A model as the API lists it, with its versions, the newest first. Thread-safe. */
final class CatalogModel {

    private final String name;
    private final Instant createdAt;
    /** Guarded by itself. */
    private final ObjectNode facts;

    private final List<Release> releases = new CopyOnWriteArrayList<>();
    private final AtomicLong runs = new AtomicLong();

    /** @param facts what the API shows and lets change; copied */
    CatalogModel(String name, Instant createdAt, ObjectNode facts) {
        this.name = name;
        this.createdAt = createdAt;
        this.facts = facts.deepCopy();
    }

    /** A version and when it came. */
    record Release(NamedModel model, Instant createdAt) {

        ObjectNode json() {
            ObjectNode json = Json.object()
                    .put("id", model.version())
                    .put("created_at", Json.time(createdAt))
                    .put("cog_version", "0.16.0");
            json.set("openapi_schema", model.model().schema().openApi(model.name()));
            return json;
        }
    }

    String name() {
        return name;
    }

    String owner() {
        return name.substring(0, name.indexOf('/'));
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When its newest version came, or else itself. */
    Instant changedAt() {
        return releases.isEmpty() ? createdAt : releases.get(0).createdAt();
    }

    List<Release> releases() {
        return releases;
    }

    Optional<NamedModel> newest() {
        return releases.stream().findFirst().map(Release::model);
    }

    void release(NamedModel model, Instant now) {
        releases.add(0, new Release(model, now));
    }

    boolean withdraw(String version) {
        return releases.removeIf(release -> release.model().version().equals(version));
    }

    long runs() {
        return runs.get();
    }

    void countRun() {
        runs.incrementAndGet();
    }

    void change(ObjectNode changes) {
        synchronized (facts) {
            facts.setAll(changes);
        }
    }

    String fact(String field) {
        synchronized (facts) {
            return facts.path(field).asString("");
        }
    }
}
