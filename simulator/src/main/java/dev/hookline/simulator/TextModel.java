package dev.hookline.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes a text about a prompt, word by word, as a language model does. The same prompt and seed give the same words. */
final class TextModel implements SimulatedModel {

    private static final Duration BETWEEN_WORDS = Duration.ofMillis(20);
    private static final int MOST = 512;
    private static final List<List<String>> SENTENCES = List.of(
            List.of("The", "short", "answer", "is", "that", "it", "depends", "on", "where", "you", "stand."),
            List.of("Most", "people", "notice", "the", "light", "first,", "and", "only", "then", "the", "shape."),
            List.of("It", "helps", "to", "begin", "with", "what", "is", "already", "there."),
            List.of("A", "patient", "look", "shows", "more", "than", "a", "quick", "one."),
            List.of("Nothing", "about", "it", "is", "accidental,", "though", "much", "of", "it", "seems", "so."),
            List.of("In", "the", "end,", "the", "simplest", "version", "is", "the", "one", "that", "lasts."));

    @Override
    public List<InvalidField> check(ModelInput input) {
        return FieldCheck.of(input)
                .requiredText("prompt")
                .number("max_tokens", 1, MOST)
                .integer("seed")
                .faults();
    }

    @Override
    public ModelAnswer run(ModelInput input) {
        String prompt = input.text("prompt").orElse("");
        int most = (int) input.integer("max_tokens").orElse(60);
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
