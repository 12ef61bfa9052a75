package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Models and their versions. Thread-safe. */
final class ModelRoutes {

    private static final Set<String> CREATE_FIELDS = Set.of(
            "owner",
            "name",
            "visibility",
            "hardware",
            "description",
            "github_url",
            "paper_url",
            "license_url",
            "cover_image_url");
    private static final Set<String> UPDATE_FIELDS =
            Set.of("description", "readme", "github_url", "paper_url", "license_url", "weights_url");

    private final Catalog catalog;
    private final Links links;
    private final ModelJson view;
    private final InstantSource clock;
    private final Examples examples;

    ModelRoutes(Catalog catalog, Links links, InstantSource clock, Examples examples) {
        this.catalog = catalog;
        this.links = links;
        this.clock = clock;
        this.examples = examples;
        this.view = new ModelJson(links, examples);
    }

    Answer list(Request request) {
        boolean byCreation = request.query("sort_by").orElse("").equals("model_created_at");
        Function<CatalogModel, Instant> time = byCreation ? CatalogModel::createdAt : CatalogModel::changedAt;
        Comparator<CatalogModel> order = Comparator.comparing(time);
        boolean ascending = request.query("sort_direction").orElse("desc").equals("asc");
        List<ObjectNode> models = catalog.all().stream()
                .filter(model -> !model.fact("visibility").equals("private") || isOwn(model))
                .sorted((ascending ? order : order.reversed()).thenComparing(CatalogModel::name))
                .map(view::of)
                .toList();
        return Page.of(models, links.api() + "/models", request);
    }

    Answer search(Request request) {
        // The official JavaScript client sends the text as JSON, in quotes.
        String query = new String(request.body(), StandardCharsets.UTF_8).replace("\"", "");
        List<ObjectNode> models = catalog.search(query).stream().map(view::of).toList();
        return Page.of(models, links.api() + "/models", request);
    }

    Answer create(Request request) {
        ObjectNode body = Json.parse(request.body());
        FieldCheck.of(body)
                .only(CREATE_FIELDS)
                .required("owner", "name", "visibility", "hardware")
                .texts(CREATE_FIELDS)
                .oneOf("visibility", List.of("public", "private"))
                .oneOf("hardware", AccountRoutes.HARDWARE)
                .orRefuse();
        if (!body.path("owner").stringValue().equals(AccountRoutes.USERNAME)) {
            throw new Refusal(Problem.of(403, "Forbidden", "The owner must be the account of the token"));
        }
        String name = AccountRoutes.USERNAME + "/" + body.path("name").stringValue();
        CatalogModel model = new CatalogModel(name, clock.instant(), body);
        if (!catalog.add(model)) {
            throw new Refusal(Problem.of(409, "Conflict", "A model with that name and owner already exists"));
        }
        return Json.answer(201, view.of(model));
    }

    Answer get(Request request) {
        return Json.answer(200, view.of(find(request)));
    }

    Answer update(Request request) {
        CatalogModel model = own(request);
        ObjectNode body = Json.parse(request.body());
        FieldCheck.of(body).only(UPDATE_FIELDS).texts(UPDATE_FIELDS).orRefuse();
        model.change(body);
        return Json.answer(200, view.of(model));
    }

    Answer delete(Request request) {
        CatalogModel model = own(request);
        if (!model.releases().isEmpty()) {
            throw new Refusal(Problem.of(403, "Forbidden", "A model that has versions cannot be deleted"));
        }
        catalog.remove(model);
        return Answer.empty(204);
    }

    Answer examples(Request request) {
        List<ObjectNode> all = examples.of(find(request)).stream().toList();
        return Page.of(all, links.api() + request.path().substring("/v1".length()), request);
    }

    Answer readme(Request request) {
        String text = find(request).fact("readme");
        return text.isEmpty() ? Problem.notFound() : Answer.text(200, "text/plain; charset=utf-8", text);
    }

    Answer versions(Request request) {
        List<ObjectNode> versions = find(request).releases().stream()
                .map(CatalogModel.Release::json)
                .toList();
        return Page.of(versions, links.api() + request.path().substring("/v1".length()), request);
    }

    Answer version(Request request) {
        return find(request).releases().stream()
                .filter(release -> release.model().version().equals(request.parameter("version")))
                .map(release -> Json.answer(200, release.json()))
                .findFirst()
                .orElseGet(Problem::notFound);
    }

    Answer deleteVersion(Request request) {
        return own(request).withdraw(request.parameter("version")) ? Answer.empty(202) : Problem.notFound();
    }

    private CatalogModel find(Request request) {
        return catalog.find(request.parameter("owner") + "/" + request.parameter("name"))
                .orElseThrow(() -> new Refusal(Problem.notFound()));
    }

    private CatalogModel own(Request request) {
        CatalogModel model = find(request);
        if (!isOwn(model)) {
            throw new Refusal(Problem.of(403, "Forbidden", "Only the owner of a model may change it"));
        }
        return model;
    }

    private static boolean isOwn(CatalogModel model) {
        return model.owner().equals(AccountRoutes.USERNAME);
    }
}
