package dev.hookline.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** A model as the API lists it, with its versions, the newest first. Thread-safe. */
final class CatalogModel {

    private static final String[] FACTS = {
        "description", "visibility", "github_url", "paper_url", "license_url", "cover_image_url"
    };

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
            ObjectNode schema = json.putObject("openapi_schema").put("openapi", "3.0.2");
            schema.putObject("info").put("title", model.name()).put("version", "1");
            schema.putObject("paths");
            ObjectNode schemas = schema.putObject("components").putObject("schemas");
            schemas.putObject("Input").put("type", "object");
            schemas.putObject("Output");
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

    ObjectNode json(Links links) {
        ObjectNode json = Json.object();
        json.put("url", links.root() + "/" + name).put("owner", owner());
        json.put("name", name.substring(name.indexOf('/') + 1));
        for (String field : FACTS) {
            String value = fact(field);
            json.put(field, value.isEmpty() ? null : value);
        }
        json.put("is_official", !fact("official").isEmpty()).put("run_count", runs.get());
        json.putNull("default_example");
        if (releases.isEmpty()) {
            json.putNull("latest_version");
        } else {
            json.set("latest_version", releases.get(0).json());
        }
        return json;
    }
}
