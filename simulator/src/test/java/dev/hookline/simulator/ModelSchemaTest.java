package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hookline.simulator.Api.Reply;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ModelSchemaTest {

    private static final ModelSchema SHOUT = ModelSchema.of("""
            {"required": ["text"], "properties": {
              "text": {"type": "string"},
              "picture": {"type": "string", "format": "uri", "nullable": true},
              "pictures": {"type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": 2},
              "loudness": {"type": "integer", "minimum": 1, "maximum": 9},
              "pitch": {"type": "number"},
              "twice": {"type": "boolean"},
              "in_style": {"enum": ["plain", "fancy"], "default": "plain"},
              "more": {"type": "object"}}}""", """
            {"type": "string"}""").withExample("{\"text\": \"hey\"}");

    private final ReplicateSimulator simulator = ReplicateSimulator.builder()
            .model(
                    "acme/shout",
                    SHOUT,
                    input -> ModelAnswer.of(input.text("text").orElse("").toUpperCase(Locale.ROOT)))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode schemas(String model) {
        return api.get("/models/" + model).json().at("/latest_version/openapi_schema/components/schemas");
    }

    @Test
    void aVersionShowsItsFieldsInOrderWithTitlesAndItsEnumerationsApart() {
        JsonNode schemas = schemas("acme/shout");
        JsonNode properties = schemas.at("/Input/properties");

        assertThat(schemas.at("/Input/required/0").stringValue()).isEqualTo("text");
        assertThat(properties.propertyNames())
                .containsExactly("text", "picture", "pictures", "loudness", "pitch", "twice", "in_style", "more");
        assertThat(properties.at("/loudness/x-order").intValue()).isEqualTo(3);
        assertThat(properties.at("/loudness/maximum").intValue()).isEqualTo(9);
        assertThat(properties.at("/loudness/title").stringValue()).isEqualTo("Loudness");
        assertThat(properties.at("/in_style/allOf/0/$ref").stringValue()).isEqualTo("#/components/schemas/in_style");
        assertThat(properties.at("/in_style/default").stringValue()).isEqualTo("plain");
        assertThat(schemas.at("/in_style/enum/1").stringValue()).isEqualTo("fancy");
        assertThat(schemas.at("/Output/type").stringValue()).isEqualTo("string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text': 3} | input.text",
                "{} | input",
                "{'text': 'a', 'picture': 'no url'} | input.picture",
                "{'text': 'a', 'pictures': 'https://a.example/x'} | input.pictures",
                "{'text': 'a', 'pictures': ['https://a/1', 'https://a/2', 'https://a/3']} | input.pictures",
                "{'text': 'a', 'pictures': ['https://a/1', 'x']} | input.pictures",
                "{'text': 'a', 'loudness': 0} | input.loudness",
                "{'text': 'a', 'loudness': 10} | input.loudness",
                "{'text': 'a', 'loudness': 1.5} | input.loudness",
                "{'text': 'a', 'pitch': '1'} | input.pitch",
                "{'text': 'a', 'twice': 'yes'} | input.twice",
                "{'text': 'a', 'in_style': 'odd'} | input.in_style",
                "{'text': 'a', 'more': []} | input.more"
            })
    void anInputThatDoesNotFitIs422AndNamesTheField(String input, String field) {
        Reply reply = create(input);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("invalid_fields").findValuesAsString("field"))
                .containsExactly(field);
        assertThat(simulator.received().predictionsMade()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'text': 'a', 'loudness': 9, 'pitch': 1, 'twice': true, 'in_style': 'fancy', 'more': {}, 'else': 1}",
                "{'text': 'a', 'picture': null, 'pictures': ['https://a.example/x', 'data:image/png;base64,AQ==']}"
            })
    void anInputThatFitsIsTaken(String input) {
        assertThat(create(input).status()).isEqualTo(201);
    }

    private Reply create(String input) {
        ObjectNode body = Api.JSON.createObjectNode();
        body.set("input", Api.JSON.readTree(input.replace('\'', '"')));
        return api.post("/models/acme/shout/predictions", body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{"})
    void whatIsNoJsonObjectIsNoSchema(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ModelSchema.of(text, "{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "google/imagen-4-ultra | prompt,aspect_ratio,safety_filter_level,output_format,seed",
                "google/nano-banana-pro | prompt,image_input,aspect_ratio,resolution,output_format,safety_filter_level,seed",
                "nightmareai/real-esrgan | image,scale,face_enhance",
                "replicate/hello-world | text"
            })
    void theModelsThatAreThereShowTheInputsOfTheRealOnes(String model, String fields) {
        assertThat(schemas(model).at("/Input/properties").propertyNames()).containsExactly(fields.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "google/imagen-4-ultra",
                "google/nano-banana-pro",
                "nightmareai/real-esrgan",
                "meta/meta-llama-3-70b-instruct",
                "replicate/hello-world",
                "acme/shout"
            })
    void aModelsExampleIsAPredictionThatFitsItsSchemaAndWhoseOutputIsThere(String model) {
        List<JsonNode> examples = api.get("/models/" + model + "/examples")
                .json()
                .path("results")
                .valueStream()
                .toList();
        JsonNode example = examples.get(0);
        assertThat(example.path("status").stringValue()).isEqualTo("succeeded");
        assertThat(example.path("model").stringValue()).isEqualTo(model);
        assertThat(api.get("/models/" + model).json().path("default_example")).isEqualTo(example);

        String type = schemas(model).at("/Output/type").stringValue();
        JsonNode output = example.path("output");
        assertThat(output.isString() ? "string" : "array").isEqualTo(type);
        if (schemas(model).at("/Output/format").asString("").equals("uri")) {
            assertThat(Api.download(output.stringValue()).body()).hasSizeGreaterThan(1_000);
        }
        ObjectNode again = Api.JSON.createObjectNode();
        again.set("input", example.path("input"));
        assertThat(api.post("/models/" + model + "/predictions", again).status())
                .isEqualTo(201);
    }

    @Test
    void examplesAreNoPredictionsOfTheAccount() {
        api.get("/models");
        assertThat(simulator.received().predictionsMade()).isZero();
        assertThat(api.get("/predictions").json().path("results")).isEmpty();
    }
}
