package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import tools.jackson.databind.node.ObjectNode;

/** The deployments and the operations on them. Thread-safe. */
final class Deployments {

    private static final Set<String> SETTINGS = Set.of("version", "hardware", "min_instances", "max_instances");
    private static final Set<String> FIELDS =
            Set.of("name", "model", "version", "hardware", "min_instances", "max_instances");

    private final Catalog catalog;
    private final Links links;
    private final InstantSource clock;
    private final ConcurrentMap<String, Deployment> byName = new ConcurrentSkipListMap<>();

    Deployments(Catalog catalog, Links links, InstantSource clock) {
        this.catalog = catalog;
        this.links = links;
        this.clock = clock;
    }

    /**
     * A deployment as it is now.
     *
     * @param name {@code owner/name}
     * @param number counts its releases
     * @param settings version, hardware, least and most instances
     */
    record Deployment(String name, String model, int number, Instant releasedAt, ObjectNode settings) {

        String version() {
            return settings.path("version").stringValue();
        }

        ObjectNode json() {
            ObjectNode json = Json.object()
                    .put("owner", name.substring(0, name.indexOf('/')))
                    .put("name", name.substring(name.indexOf('/') + 1));
            ObjectNode release = json.putObject("current_release")
                    .put("number", number)
                    .put("model", model)
                    .put("version", version())
                    .put("created_at", Json.time(releasedAt));
            release.set("created_by", AccountRoutes.account());
            ObjectNode configuration = release.putObject("configuration");
            for (String field : List.of("hardware", "min_instances", "max_instances")) {
                configuration.set(field, settings.path(field));
            }
            return json;
        }
    }

    Answer list(Request request) {
        return Page.of(byName.values().stream().map(Deployment::json).toList(), links.api() + "/deployments", request);
    }

    Answer create(Request request) {
        ObjectNode body = Json.parse(request.body());
        settingsOf(FieldCheck.of(body).only(FIELDS).required(FIELDS).texts(List.of("name", "model")))
                .orRefuse();
        String name = AccountRoutes.USERNAME + "/" + body.path("name").stringValue();
        String model = body.path("model").stringValue();
        ObjectNode settings = body.deepCopy().retain(SETTINGS);
        Deployment deployment = new Deployment(name, model, 1, clock.instant(), settings);
        requireVersion(deployment);
        if (byName.putIfAbsent(name, deployment) != null) {
            throw new Refusal(Problem.of(409, "Conflict", "A deployment with that name already exists"));
        }
        return Json.answer(200, deployment.json());
    }

    Answer get(Request request) {
        return Json.answer(200, find(request).json());
    }

    Answer update(Request request) {
        ObjectNode body = Json.parse(request.body());
        settingsOf(FieldCheck.of(body).only(SETTINGS)).orRefuse();
        Deployment before = find(request);
        ObjectNode settings = before.settings().deepCopy();
        settings.setAll(body);
        Deployment after =
                new Deployment(before.name(), before.model(), before.number() + 1, clock.instant(), settings);
        requireVersion(after);
        if (!byName.replace(before.name(), before, after)) {
            throw new Refusal(Problem.of(409, "Conflict", "The deployment was changed meanwhile"));
        }
        return Json.answer(200, after.json());
    }

    Answer delete(Request request) {
        byName.remove(find(request).name());
        return Answer.empty(204);
    }

    /** @throws Refusal with 404 when there is none of the name in the path */
    Deployment find(Request request) {
        Deployment deployment = byName.get(request.parameter("owner") + "/" + request.parameter("name"));
        if (deployment == null) {
            throw new Refusal(Problem.notFound());
        }
        return deployment;
    }

    private void requireVersion(Deployment deployment) {
        if (catalog.target(deployment.model() + ":" + deployment.version()).isEmpty()) {
            throw new Refusal(
                    Problem.unprocessable("Invalid version or not permitted", "The model has no version of that id"));
        }
    }

    private static FieldCheck settingsOf(FieldCheck check) {
        return check.texts(List.of("version"))
                .oneOf("hardware", AccountRoutes.HARDWARE)
                .integer("min_instances", 0, 5)
                .integer("max_instances", 0, 20);
    }
}
