package dev.hookline.workflow.internal.transition;

import dev.hookline.workflow.internal.graph.Codec;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/** Reads the output of a prediction, which can be any JSON. */
public final class Outputs {
    private Outputs() {}

    /** Whether some text in it is a URL, so that it may name a file that has to be stored. */
    public static boolean mayHoldFiles(JsonNode output) {
        if (output.isString()) {
            return output.stringValue().startsWith("https://")
                    || output.stringValue().startsWith("http://");
        }
        return StreamSupport.stream(output.spliterator(), false).anyMatch(Outputs::mayHoldFiles);
    }

    /**
     * An output as a value. A list of one is read as its element when the type is no list, since many models give the
     * one picture that they were asked for as a list.
     *
     * @throws dev.hookline.HooklineException when it does not fit
     */
    public static Object read(JsonNode output, JavaType type) {
        boolean wantsOne = !type.isCollectionLikeType() && !type.isArrayType() && !type.hasRawClass(JsonNode.class);
        boolean isListOfOne = output.isArray() && output.size() == 1;
        return Codec.read(wantsOne && isListOfOne ? output.get(0) : output, type);
    }
}
