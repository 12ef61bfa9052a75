package dev.hookline.e2e;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.file.StoredFile;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** Workflows of every shape over models that answer at once. */
final class Flows {
    /** A few words to be made into a line. */
    record Line(List<String> words, boolean loud) {}

    record Word(String text) {}

    /** The words of a line, put together. */
    record Phrase(String text, boolean loud) {}

    private static final StepOptions OPTIONS = StepOptions.DEFAULTS.withLookUpAfter(Duration.ofMinutes(1));

    static final Workflow<Word, String> UPPER = word("upper", "acme/upper", OPTIONS);
    static final Workflow<Word, String> HASTY =
            word("hasty", "acme/upper", OPTIONS.withLookUpAfter(Duration.ofMillis(1_500)));
    /** A model that takes so long that a test can end its predictions itself. */
    static final Workflow<Word, String> SLOW = word("slow", "acme/slow", OPTIONS);

    private static final Workflow<Word, String> REPEAT = word("repeat", "acme/repeat", OPTIONS);

    private static final Workflow<Phrase, String> SHOUT = phrase("shout", "acme/shout");
    private static final Workflow<Phrase, String> WHISPER = phrase("whisper", "acme/whisper");
    private static final Workflow<Phrase, String> FRAME = phrase("frame", "acme/frame");

    /** Fan-out over the words, fan-in, a branch, and a workflow as a step. */
    static final Workflow<Line, String> POEM = Workflow.define("poem", Line.class, flow -> {
        var line = flow.input();
        var words = flow.forEach("word", line, Flows::words, REPEAT);
        var joined = flow.with(OPTIONS)
                .predict("join", String.class, words, all -> model("acme/join").input("texts", all));
        var phrase = flow.local("phrase", Phrase.class, line, joined, (l, text) -> new Phrase(text, l.loud()));
        var said = flow.branch("say", phrase, Phrase::loud, SHOUT, WHISPER);
        return flow.run("frame", line, said, (l, text) -> new Phrase(text, l.loud()), FRAME);
    });

    /** Fan-out and fan-in alone. */
    static final Workflow<Line, String> JOINED = Workflow.define("joined", Line.class, flow -> {
        var words = flow.forEach("word", flow.input(), Flows::words, UPPER);
        return flow.with(OPTIONS)
                .predict("join", String.class, words, all -> model("acme/join").input("texts", all));
    });

    /** Fan-out over predictions that the test ends, and fan-in. */
    static final Workflow<Line, String> SLOWLY_JOINED = Workflow.define("slowly-joined", Line.class, flow -> {
        var words = flow.forEach("word", flow.input(), Flows::words, SLOW);
        return flow.with(OPTIONS)
                .predict("join", String.class, words, all -> model("acme/join").input("texts", all));
    });

    /** A prediction that the test ends, and one that follows it in the same job. */
    static final Workflow<Word, String> SLOWLY_SHOUTED = Workflow.define("slowly-shouted", Word.class, flow -> {
        var slow = flow.with(OPTIONS)
                .predict(
                        "ask",
                        String.class,
                        flow.input(),
                        word -> model("acme/slow").input("text", word.text()));
        return flow.with(OPTIONS)
                .predict(
                        "shout", String.class, slow, text -> model("acme/shout").input("text", text));
    });

    /** One picture, and a second one made of it. */
    static final Workflow<Word, StoredFile> PICTURE = Workflow.define("picture", Word.class, flow -> {
        var drawn = flow.with(OPTIONS)
                .predict(
                        "draw",
                        StoredFile.class,
                        flow.input(),
                        word -> model("acme/draw").input("text", word.text()));
        return flow.with(OPTIONS)
                .predict(
                        "copy",
                        StoredFile.class,
                        drawn,
                        file -> model("acme/copy").input("image", file));
    });

    static final Workflow<?, ?>[] ALL = {POEM, JOINED, SLOWLY_JOINED, SLOWLY_SHOUTED, HASTY, PICTURE};

    private Flows() {}

    static String poemOf(Line line) {
        String joined =
                String.join(" ", line.words().stream().map(word -> word + word).toList());
        return "[" + joined + (line.loud() ? "!" : "...") + "]";
    }

    /** How many predictions a poem takes. */
    static int predictionsOf(Line line) {
        return line.words().size() + 3;
    }

    private static List<Word> words(Line line) {
        return line.words().stream().map(Word::new).toList();
    }

    private static Workflow<Word, String> word(String name, String modelName, StepOptions options) {
        return Workflow.define(
                name,
                Word.class,
                flow -> flow.with(options)
                        .predict(
                                "ask",
                                String.class,
                                flow.input(),
                                word -> model(modelName).input("text", word.text())));
    }

    private static Workflow<Phrase, String> phrase(String name, String modelName) {
        return Workflow.define(
                name,
                Phrase.class,
                flow -> flow.with(OPTIONS)
                        .predict(
                                "ask",
                                String.class,
                                flow.input(),
                                phrase -> model(modelName).input("text", phrase.text())));
    }
}
