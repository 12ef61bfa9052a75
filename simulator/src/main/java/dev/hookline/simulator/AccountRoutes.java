package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The account, the hardware there is, the collections, and the search over all of it. Thread-safe. */
final class AccountRoutes {

    static final String USERNAME = "simulator";
    static final List<String> HARDWARE = List.of("cpu", "gpu-t4", "gpu-l40s", "gpu-a100-large", "gpu-h100");

    private static final List<String> HARDWARE_NAMES =
            List.of("CPU", "Nvidia T4 GPU", "Nvidia L40S GPU", "Nvidia A100 (80GB) GPU", "Nvidia H100 GPU");
    private static final List<Collection> COLLECTIONS = List.of(
            new Collection(
                    "Text to image", "Models that draw", List.of("google/imagen-4-ultra", "google/nano-banana-pro")),
            new Collection("Super resolution", "Models that enlarge", List.of("nightmareai/real-esrgan")),
            new Collection("Language models", "Models that write", List.of("meta/meta-llama-3-70b-instruct")));
    private static final int SEARCH_LIMIT = 20;

    private final Catalog catalog;
    private final Links links;
    private final ModelJson view;

    AccountRoutes(Catalog catalog, Links links, Examples examples) {
        this.catalog = catalog;
        this.links = links;
        this.view = new ModelJson(links, examples);
    }

    Answer account(Request request) {
        return Json.answer(200, account());
    }

    static ObjectNode account() {
        return Json.object().put("type", "user").put("username", USERNAME).put("name", "Simulator");
    }

    Answer hardware(Request request) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < HARDWARE.size(); i++) {
            list.addObject().put("name", HARDWARE_NAMES.get(i)).put("sku", HARDWARE.get(i));
        }
        return Json.answer(200, list);
    }

    Answer collections(Request request) {
        return Page.of(COLLECTIONS.stream().map(Collection::json).toList(), links.api() + "/collections", request);
    }

    Answer collection(Request request) {
        Collection collection = COLLECTIONS.stream()
                .filter(candidate -> candidate.slug().equals(request.parameter("slug")))
                .findFirst()
                .orElseThrow(() -> new Refusal(Problem.notFound()));
        ObjectNode json = collection.json().putNull("full_description");
        ArrayNode models = json.putArray("models");
        collection.models.stream()
                .map(catalog::find)
                .flatMap(Optional::stream)
                .forEach(model -> models.add(view.of(model)));
        return Json.answer(200, json);
    }

    Answer search(Request request) {
        String query = request.query("query").orElse("");
        if (query.isBlank()) {
            throw badSearch("The query parameter is required");
        }
        ObjectNode json = Json.object().put("query", query);
        ArrayNode models = json.putArray("models");
        catalog.search(query).stream().limit(limit(request)).forEach(model -> {
            ObjectNode result = models.addObject();
            result.set("model", view.of(model));
            ObjectNode metadata = result.putObject("metadata");
            metadata.put("generated_description", model.fact("description")).put("score", 1.0);
            metadata.putArray("tags");
        });
        ArrayNode collections = json.putArray("collections");
        COLLECTIONS.stream()
                .filter(collection ->
                        collection.title.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT)))
                .forEach(collection -> {
                    ArrayNode names =
                            collections.addObject().setAll(collection.json()).putArray("models");
                    collection.models.forEach(names::add);
                });
        json.putArray("pages");
        return Json.answer(200, json);
    }

    private static int limit(Request request) {
        try {
            int limit = request.query("limit").map(Integer::parseInt).orElse(SEARCH_LIMIT);
            if (limit >= 1 && limit <= 50) {
                return limit;
            }
        } catch (NumberFormatException malformed) {
            // Refused below, as what is out of range.
        }
        throw badSearch("The limit must be a number from 1 to 50");
    }

    /** The search answers its errors as plain JSON. */
    private static Refusal badSearch(String detail) {
        return new Refusal(Problem.of(400, "Bad request", detail).withHeader("Content-Type", "application/json"));
    }

    private record Collection(String title, String description, List<String> models) {

        String slug() {
            return title.toLowerCase(Locale.ROOT).replace(' ', '-');
        }

        ObjectNode json() {
            return Json.object().put("name", title).put("slug", slug()).put("description", description);
        }
    }
}
