package dev.hookline.simulator;

import tools.jackson.databind.node.ObjectNode;

/** A model as the API shows it. */
final class ModelJson {

    private static final String[] FACTS = {
        "description", "visibility", "github_url", "paper_url", "license_url", "cover_image_url"
    };

    private final Links links;
    private final Examples examples;

    ModelJson(Links links, Examples examples) {
        this.links = links;
        this.examples = examples;
    }

    ObjectNode of(CatalogModel model) {
        ObjectNode json = Json.object();
        json.put("url", links.root() + "/" + model.name()).put("owner", model.owner());
        json.put("name", model.name().substring(model.name().indexOf('/') + 1));
        for (String field : FACTS) {
            String value = model.fact(field);
            json.put(field, value.isEmpty() ? null : value);
        }
        json.put("is_official", !model.fact("official").isEmpty()).put("run_count", model.runs());
        examples.of(model)
                .ifPresentOrElse(
                        example -> json.set("default_example", example), () -> json.putNull("default_example"));
        model.releases().stream()
                .findFirst()
                .ifPresentOrElse(
                        latest -> json.set("latest_version", latest.json()), () -> json.putNull("latest_version"));
        return json;
    }
}
