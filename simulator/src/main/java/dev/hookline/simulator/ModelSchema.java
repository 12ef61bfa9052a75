package dev.hookline.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model takes and gives, as JSON Schema: its versions show it in {@code openapi_schema}, and an input that does not fit
 * is answered with 422. Immutable.
 *
 * <pre>{@code
 * ModelSchema.of(
 *         """
 *         {"required": ["prompt"], "properties": {
 *           "prompt": {"type": "string", "description": "What to draw"},
 *           "image": {"type": "string", "format": "uri"},
 *           "size": {"enum": ["small", "large"], "default": "small"},
 *           "steps": {"type": "integer", "minimum": 1, "maximum": 50}}}""",
 *         """
 *         {"type": "string", "format": "uri"}""");
 * }</pre>
 */
public final class ModelSchema {

    private static final ModelSchema ANY =
            new ModelSchema(Json.object().set("properties", Json.object()), Json.object(), null);

    private final ObjectNode input;
    private final ObjectNode output;
    private final @Nullable ObjectNode example;

    private ModelSchema(ObjectNode input, ObjectNode output, @Nullable ObjectNode example) {
        this.input = input;
        this.output = output;
        this.example = example;
    }

    /** Takes every object and says nothing of what it gives. */
    public static ModelSchema any() {
        return ANY;
    }

    /**
     * A schema.
     *
     * @param input an object's {@code required} and {@code properties}, in the order in which a person shall see them; of each
     *     property {@code type}, {@code format: uri}, {@code enum}, {@code minimum}, {@code maximum} and {@code maxItems} are
     *     checked, and everything is shown
     * @param output of what it gives
     * @throws IllegalArgumentException when one of them is no JSON object
     */
    public static ModelSchema of(String input, String output) {
        return new ModelSchema(object(input), object(output), null);
    }

    /**
     * The same with an example: the model is run once on this input, when the API is first asked for it.
     *
     * @param exampleInput a JSON object
     * @throws IllegalArgumentException when it is no JSON object
     */
    public ModelSchema withExample(String exampleInput) {
        return new ModelSchema(input, output, object(exampleInput));
    }

    private static ObjectNode object(String json) {
        try {
            if (JsonMapper.shared().readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("This is no JSON: " + malformed.getOriginalMessage(), malformed);
        }
        throw new IllegalArgumentException("This is no JSON object");
    }

    Optional<ObjectNode> example() {
        return Optional.ofNullable(example).map(ObjectNode::deepCopy);
    }

    List<InvalidField> check(ModelInput given) {
        FieldCheck check = FieldCheck.of(given)
                .required(input.path("required")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList());
        for (Map.Entry<String, JsonNode> property : input.path("properties").properties()) {
            boolean leftOut = property.getValue().path("nullable").asBoolean(false)
                    && given.json().path(property.getKey()).isNull();
            if (!leftOut) {
                check.fits(property.getKey(), property.getValue());
            }
        }
        return check.faults();
    }

    /** As the versions of a model show it: enumerations apart, each field with its title and place. */
    ObjectNode openApi(String title) {
        ObjectNode schema = Json.object().put("openapi", "3.0.2");
        schema.putObject("info").put("title", title).put("version", "0.1.0");
        schema.putObject("paths");
        ObjectNode schemas = schema.putObject("components").putObject("schemas");
        ObjectNode shown = schemas.putObject("Input").put("type", "object").put("title", "Input");
        shown.setAll(input.deepCopy());
        ObjectNode properties = shown.putObject("properties");
        for (Map.Entry<String, JsonNode> property : input.path("properties").properties()) {
            String name = property.getKey();
            properties.set(name, shown(name, (ObjectNode) property.getValue().deepCopy(), schemas));
        }
        schemas.set("Output", output.deepCopy().put("title", "Output"));
        return schema;
    }

    private static ObjectNode shown(String name, ObjectNode property, ObjectNode schemas) {
        int order = schemas.path("Input").path("properties").size();
        JsonNode values = property.remove("enum");
        if (values == null) {
            property.put("title", title(name));
        } else {
            schemas.putObject(name)
                    .put("type", property.path("type").asString("string"))
                    .put("title", name)
                    .put("description", "An enumeration.")
                    .set("enum", values);
            property.remove("type");
            ArrayNode parts = property.putArray("allOf");
            parts.addObject().put("$ref", "#/components/schemas/" + name);
        }
        return property.put("x-order", order);
    }

    /** {@code image_input} as {@code Image Input}. */
    private static String title(String name) {
        StringBuilder title = new StringBuilder();
        for (String word : name.split("_", -1)) {
            title.append(title.isEmpty() ? "" : " ");
            title.append(word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return title.toString();
    }
}
