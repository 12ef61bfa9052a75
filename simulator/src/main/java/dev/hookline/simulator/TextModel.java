package dev.hookline.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes a text about a prompt, word by word, as a language model does. The same prompt and seed give the same words. */
final class TextModel implements SimulatedModel {

    private static final Duration BETWEEN_WORDS = Duration.ofMillis(20);
    private static final int MOST = 512;
    private static final ModelSchema SCHEMA = ModelSchema.of("""
            {"properties": {
              "prompt": {"type": "string", "default": "", "description": "What to write about"},
              "system_prompt": {"type": "string", "default": "You are a helpful assistant",
                "description": "Said before the prompt"},
              "max_tokens": {"type": "integer", "minimum": 1, "default": 512, "description": "How many words at most"},
              "min_tokens": {"type": "integer", "minimum": 0, "default": 0, "description": "How many words at least"},
              "temperature": {"type": "number", "minimum": 0, "maximum": 5, "default": 0.6,
                "description": "How free the choice of words is"},
              "top_p": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.9,
                "description": "From how many of the likely words it chooses"},
              "presence_penalty": {"type": "number", "default": 1.15, "description": "Against words said before"},
              "frequency_penalty": {"type": "number", "default": 0.2, "description": "Against words said often"},
              "stop_sequences": {"type": "string", "default": "", "description": "Where to stop, separated by commas"},
              "prompt_template": {"type": "string", "default": "{prompt}", "description": "What stands around the prompt"},
              "seed": {"type": "integer", "description": "The same seed gives the same words"}}}
            """, """
            {"type": "array", "items": {"type": "string"}, "x-cog-array-type": "iterator",
             "x-cog-array-display": "concatenate"}
            """).withExample("""
            {"prompt": "Why is the sea salt?", "max_tokens": 40, "temperature": 0.6}
            """);
    private static final List<List<String>> SENTENCES = List.of(
            List.of("The", "short", "answer", "is", "that", "it", "depends", "on", "where", "you", "stand."),
            List.of("Most", "people", "notice", "the", "light", "first,", "and", "only", "then", "the", "shape."),
            List.of("It", "helps", "to", "begin", "with", "what", "is", "already", "there."),
            List.of("A", "patient", "look", "shows", "more", "than", "a", "quick", "one."),
            List.of("Nothing", "about", "it", "is", "accidental,", "though", "much", "of", "it", "seems", "so."),
            List.of("In", "the", "end,", "the", "simplest", "version", "is", "the", "one", "that", "lasts."));

    @Override
    public ModelSchema schema() {
        return SCHEMA;
    }

    @Override
    public ModelAnswer run(ModelInput input) {
        String prompt = input.text("prompt").orElse("");
        int most = (int) Math.min(MOST, input.integer("max_tokens").orElse(60));
        SplittableRandom random = new SplittableRandom(input.seed() * 31 + prompt.hashCode());
        List<String> words = new ArrayList<>(List.of("About", " \"" + prompt + "\":"));
        while (words.size() < most) {
            SENTENCES.get(random.nextInt(SENTENCES.size())).forEach(word -> words.add(" " + word));
        }
        return ModelAnswer.streamed(words.subList(0, most), BETWEEN_WORDS)
                .withLogs("Random seed used: " + input.seed());
    }

    @Override
    public boolean streams() {
        return true;
    }
}
