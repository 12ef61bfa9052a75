package dev.hookline.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** The input of a prediction, as its model sees it. Immutable. */
public final class ModelInput {

    private final JsonNode json;
    private final InputFiles files;
    private final long entropy;

    ModelInput(JsonNode json, InputFiles files, long entropy) {
        this.json = json;
        this.files = files;
        this.entropy = entropy;
    }

    /** The input as it came. */
    public JsonNode json() {
        return json;
    }

    /** A field that is a text. */
    public Optional<String> text(String field) {
        JsonNode value = json.path(field);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** A field that is a whole number. */
    public OptionalLong integer(String field) {
        JsonNode value = json.path(field);
        return value.canConvertToExactIntegral() && value.canConvertToLong()
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    /** A field that is a number. */
    public OptionalDouble number(String field) {
        JsonNode value = json.path(field);
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    /** A field that is a list of texts, or a single text; empty when there is none. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        JsonNode value = json.path(field);
        if (value.isString()) {
            texts.add(value.stringValue());
        }
        for (JsonNode item : value) {
            if (item.isString()) {
                texts.add(item.stringValue());
            }
        }
        return texts;
    }

    /**
     * Reads a file that the input names: a data URL, a file that was uploaded to the simulator, an output of the simulator,
     * or any HTTP URL. Only for use in {@link SimulatedModel#run}.
     *
     * @throws ModelFailedException when there is no such file
     */
    public byte[] file(String url) {
        return files.read(url);
    }

    /** The field {@code seed}, or a number that differs from prediction to prediction and follows the simulator's seed. */
    public long seed() {
        return integer("seed").orElse(entropy);
    }
}
