package dev.hookline.replicate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a version of a model takes and puts out, as it describes itself. Immutable, with value equality. */
public final class ModelSchema extends JsonValue {
    private static final String SCHEMAS = "/components/schemas/";

    private final SchemaResolver resolver;

    private ModelSchema(JsonNode json) {
        super(json);
        this.resolver = new SchemaResolver(json);
    }

    static ModelSchema from(JsonNode json) {
        return new ModelSchema(json);
    }

    /** Returns what the model takes, in the order in which its page shows it. */
    public List<SchemaField> inputs() {
        JsonNode input = resolver.resolved(json().at(SCHEMAS + "Input"));
        List<String> required = Json.texts(input, "required");
        List<SchemaField> fields = new ArrayList<>();
        input.path("properties")
                .forEachEntry((name, field) ->
                        fields.add(new SchemaField(name, required.contains(name), resolver.resolved(field))));
        fields.sort(Comparator.comparingLong(
                field -> Json.number(field.json(), "x-order").orElse(Long.MAX_VALUE)));
        return List.copyOf(fields);
    }

    /** Returns one of the things that the model takes. */
    public Optional<SchemaField> input(String name) {
        return inputs().stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Returns what the model puts out. */
    public SchemaField output() {
        return new SchemaField("output", true, resolver.resolved(json().at(SCHEMAS + "Output")));
    }

    /**
     * Compares the input of a prediction with what the model takes, before it costs anything, and returns what does not
     * fit: inputs that are missing, unknown, of another type, out of range or not among the choices. None when all fits,
     * as far as the schema says. Nothing is sent.
     */
    public List<InvalidField> check(CreatePrediction request) {
        return new SchemaCheck(resolver).check(inputs(), request.inputNode());
    }

    @Override
    public String toString() {
        return "ModelSchema" + inputs();
    }
}
