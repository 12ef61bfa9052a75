package dev.hookline.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The models that each simulator has. */
final class BuiltIn {

    /** The version in the examples of Replicate's documentation. */
    private static final String HELLO_WORLD_VERSION =
            "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    private BuiltIn() {}

    static Stream<NamedModel> models() {
        return Stream.of(
                NamedModel.of("google/imagen-4-ultra", new Imagen()),
                NamedModel.of("google/nano-banana-pro", new NanoBanana()),
                NamedModel.of("nightmareai/real-esrgan", new RealEsrgan()),
                NamedModel.of("meta/meta-llama-3-70b-instruct", new TextModel()),
                new NamedModel("replicate/hello-world", HELLO_WORLD_VERSION, new HelloWorld()),
                NamedModel.of("simulator/instant", input -> ModelAnswer.of(input.json())),
                NamedModel.of("simulator/fails", BuiltIn::fail),
                NamedModel.of("simulator/slow", BuiltIn::dawdle));
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
    private static final class HelloWorld implements SimulatedModel {

        @Override
        public List<InvalidField> check(ModelInput input) {
            return new InputCheck(input).requiredText("text").faults();
        }

        @Override
        public ModelAnswer run(ModelInput input) {
            return ModelAnswer.of("hello " + input.text("text").orElse(""));
        }
    }
}
