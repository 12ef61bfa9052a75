package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSchemaTest {
    private static final String SCHEMA = """
            {"openapi": "3.0.2", "components": {"schemas": {
              "Input": {"type": "object", "title": "Input", "required": ["prompt"], "properties": {
                "seed": {"type": "integer", "x-order": 4, "nullable": true},
                "prompt": {"type": "string", "x-order": 0, "description": "What to draw", "minLength": 3},
                "image": {"type": "string", "format": "uri", "x-order": 1},
                "aspect_ratio": {"allOf": [{"$ref": "#/components/schemas/aspect_ratio"}], "default": "1:1", "x-order": 2},
                "scale": {"type": "number", "minimum": 0, "maximum": 10, "default": 4, "x-order": 3},
                "tiled": {"type": "boolean", "x-order": 5},
                "image_input": {"type": "array", "maxItems": 2, "items": {"anyOf": [{"$ref": "#/components/schemas/file"}]},
                                "x-order": 6},
                "style": {"anyOf": [{"type": "string"}, {"type": "null"}], "x-order": 7},
                "extra": {"$ref": "#/components/schemas/missing", "x-order": 8}}},
              "aspect_ratio": {"enum": ["1:1", "3:4"], "type": "string", "title": "aspect_ratio"},
              "file": {"type": "string", "format": "uri"},
              "Output": {"type": "array", "items": {"type": "string", "format": "uri"}, "title": "Output"}}}}
            """;

    private static ModelSchema schema(String json) {
        return ModelVersion.from(Json.parse(("{\"openapi_schema\": " + json + "}").getBytes(StandardCharsets.UTF_8)))
                .schema()
                .orElseThrow();
    }

    private static List<String> faults(String name, @Nullable Object value) {
        return faults(CreatePrediction.model("a/b").input("prompt", "a boat").input(name, value));
    }

    private static List<String> faults(CreatePrediction.Builder request) {
        return schema(SCHEMA).check(request.build()).stream()
                .map(fault -> fault.field() + " " + fault.type() + ": " + fault.description())
                .toList();
    }

    @Test
    void inputsAreDescribedInTheirOrder() {
        ModelSchema schema = schema(SCHEMA);

        assertThat(schema.inputs())
                .extracting(SchemaField::toString)
                .containsExactly(
                        "prompt: string (required)",
                        "image: file",
                        "aspect_ratio: string",
                        "scale: number",
                        "seed: integer",
                        "tiled: boolean",
                        "image_input: array",
                        "style: string",
                        "extra: any");
        SchemaField ratio = schema.input("aspect_ratio").orElseThrow();
        assertThat(ratio.choices()).extracting(node -> node.asString("")).containsExactly("1:1", "3:4");
        assertThat(ratio.defaultValue())
                .hasValueSatisfying(node -> assertThat(node.asString("")).isEqualTo("1:1"));
        SchemaField scale = schema.input("scale").orElseThrow();
        assertThat(scale.minimum()).hasValue(0);
        assertThat(scale.maximum()).hasValue(10);
        assertThat(schema.input("image_input").flatMap(SchemaField::itemType)).contains(SchemaField.Type.FILE);
        assertThat(schema.input("prompt").flatMap(SchemaField::description)).contains("What to draw");
        assertThat(schema.input("none")).isEmpty();
    }

    @Test
    void theOutputIsDescribed() {
        SchemaField output = schema(SCHEMA).output();

        assertThat(output.type()).isEqualTo(SchemaField.Type.ARRAY);
        assertThat(output.itemType()).contains(SchemaField.Type.FILE);
    }

    @Test
    void whatFitsHasNoFault() {
        assertThat(faults(CreatePrediction.model("a/b")
                        .input("prompt", "a boat")
                        .input("image", "https://example.com/a.png")
                        .input("aspect_ratio", "3:4")
                        .input("scale", 10)
                        .input("seed", null)
                        .input("tiled", true)
                        .input(
                                "image_input",
                                List.of("data:image/png;base64,AAAA", FileUpload.of(new byte[1], "image/png", "a")))
                        .input("style", null)
                        .input("extra", Map.of("anything", 1))))
                .isEmpty();
        assertThat(faults("seed", 3.0)).isEmpty();
    }

    @Test
    void whatIsMissingOrUnknownIsNamed() {
        assertThat(faults(CreatePrediction.model("a/b").input("promt", "a boat")))
                .containsExactly(
                        "input.prompt required: prompt is required",
                        "input.promt unknown: the model takes prompt, image, aspect_ratio, scale, seed, tiled, image_input,"
                                + " style, extra");
    }

    @Test
    void whatDoesNotFitIsNamedWithWhatWasExpected() {
        assertThat(faults("prompt", 3)).containsExactly("input.prompt type: expected type string");
        assertThat(faults("prompt", null)).containsExactly("input.prompt type: expected type string, not null");
        assertThat(faults("prompt", "ab")).containsExactly("input.prompt minimum: expected at least 3");
        assertThat(faults("image", "a.png")).containsExactly("input.image type: expected a file or the URL of one");
        assertThat(faults("image", "not a url")).hasSize(1);
        assertThat(faults("aspect_ratio", "2:1"))
                .containsExactly("input.aspect_ratio enum: expected one of \"1:1\", \"3:4\"");
        assertThat(faults("scale", 10.5)).containsExactly("input.scale maximum: expected at most 10");
        assertThat(faults("scale", -1)).containsExactly("input.scale minimum: expected at least 0");
        assertThat(faults("scale", "4")).containsExactly("input.scale type: expected type number");
        assertThat(faults("seed", 1.5)).containsExactly("input.seed type: expected type integer");
        assertThat(faults("tiled", "yes")).containsExactly("input.tiled type: expected type boolean");
        assertThat(faults("image_input", "https://a/b")).containsExactly("input.image_input type: expected type array");
        assertThat(faults("image_input", Arrays.asList("https://a/b", 3)))
                .containsExactly("input.image_input[1] type: expected a file or the URL of one");
        assertThat(faults("image_input", List.of("https://a/1", "https://a/2", "https://a/3")))
                .containsExactly("input.image_input maximum: expected at most 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"components\": {\"schemas\": {\"Input\": null}}}",
                "{\"components\": {\"schemas\": {\"Input\": {\"properties\": {\"prompt\": {\"$ref\": \"nowhere\"}}}}}}",
                "{\"components\": {\"schemas\": {\"Input\": {\"properties\": {\"prompt\": {\"$ref\": \"#/ a~9\"}}}}}}",
                "{\"components\": {\"schemas\": {\"Input\": {\"properties\": {\"prompt\":"
                        + " {\"$ref\": \"#/components/schemas/Loop\"}}},"
                        + " \"Loop\": {\"allOf\": [{\"$ref\": \"#/components/schemas/Loop\"}], \"items\":"
                        + " {\"$ref\": \"#/components/schemas/Loop\"}}}}}"
            })
    void aSchemaThatIsOddRefusesNothing(String json) {
        ModelSchema schema = schema(json);

        assertThat(schema.check(CreatePrediction.model("a/b").input("prompt", 3).build()))
                .isEmpty();
        assertThat(schema.output().type()).isEqualTo(SchemaField.Type.ANY);
    }

    @Test
    void aVersionWithoutASchemaSaysSo() {
        assertThat(ModelVersion.from(Json.parse("{\"openapi_schema\": null}".getBytes(StandardCharsets.UTF_8)))
                        .schema())
                .isEmpty();
    }
}
