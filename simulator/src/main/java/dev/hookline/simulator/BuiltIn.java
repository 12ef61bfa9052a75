package dev.hookline.simulator;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The models that each simulator has. */
final class BuiltIn {

    /** The version in the examples of Replicate's documentation. */
    private static final String HELLO_WORLD_VERSION =
            "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "google/imagen-4-ultra", "Draws a picture for a prompt",
            "google/nano-banana-pro", "Draws, edits and merges pictures",
            "nightmareai/real-esrgan", "Enlarges a picture",
            "meta/meta-llama-3-70b-instruct", "Writes a text about a prompt",
            "replicate/hello-world", "Says hello",
            "simulator/instant", "Gives its input back at once",
            "simulator/fails", "Fails with the error given",
            "simulator/slow", "Takes the number of seconds given");

    private static final ModelSchema FAILS = ModelSchema.of("""
            {"properties": {"error": {"type": "string", "description": "What to fail with"}}}
            """, """
            {"type": "string"}
            """);
    private static final ModelSchema SLOW = ModelSchema.of("""
            {"properties": {"seconds": {"type": "number", "minimum": 0, "default": 60, "description": "How long to take"}}}
            """, """
            {"type": "string"}
            """);

    private BuiltIn() {}

    static Stream<NamedModel> models() {
        return Stream.of(
                NamedModel.of("google/imagen-4-ultra", new Imagen()),
                NamedModel.of("google/nano-banana-pro", new NanoBanana()),
                NamedModel.of("nightmareai/real-esrgan", new RealEsrgan()),
                NamedModel.of("meta/meta-llama-3-70b-instruct", new TextModel()),
                new NamedModel("replicate/hello-world", HELLO_WORLD_VERSION, new HelloWorld()),
                NamedModel.of("simulator/instant", (QuickModel) input -> ModelAnswer.of(input.json())),
                NamedModel.of("simulator/fails", new SchemaModel(FAILS, BuiltIn::fail)),
                NamedModel.of("simulator/slow", new SchemaModel(SLOW, BuiltIn::dawdle)));
    }

    /** What the API says of a model besides its name; it is public, and official when it is not the user's. */
    static ObjectNode facts(String name) {
        return Json.object()
                .put("visibility", "public")
                .put("official", DESCRIPTIONS.containsKey(name) ? "yes" : "")
                .put("description", DESCRIPTIONS.getOrDefault(name, "A model of this simulator's user"))
                .put("readme", "# " + name + "\n\nSimulated.\n");
    }

    /** Fails with the text of {@code error}. */
    private static ModelAnswer fail(ModelInput input) {
        return ModelAnswer.failed(input.text("error").orElse("Prediction failed for an unknown reason (E1000)"))
                .withLogs("Running", "Failing");
    }

    /** Takes the number of {@code seconds}, a minute unless it is given. */
    private static ModelAnswer dawdle(ModelInput input) {
        double seconds = input.number("seconds").orElse(60);
        return ModelAnswer.of(String.format(Locale.ROOT, "done after %s s", seconds))
                .taking(Duration.ofMillis((long) (seconds * 1000)));
    }

    /** Greets. */
    private static final class HelloWorld implements QuickModel {

        private static final ModelSchema SCHEMA = ModelSchema.of("""
                {"required": ["text"], "properties": {
                  "text": {"type": "string", "description": "Whom to greet"}}}
                """, """
                {"type": "string"}
                """).withExample("{\"text\": \"Alice\"}");

        @Override
        public ModelSchema schema() {
            return SCHEMA;
        }

        @Override
        public ModelAnswer run(ModelInput input) {
            return ModelAnswer.of("hello " + input.text("text").orElse(""));
        }
    }
}
