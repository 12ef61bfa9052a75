package dev.hookline.workflow.internal.transition;

import dev.hookline.HooklineException;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import java.util.Optional;
import java.util.function.Function;

/** Reads the results that a step takes as the types that its definition names. */
public final class Arguments {
    private Arguments() {}

    /**
     * Reads them in order.
     *
     * @param results gives the JSON of a step's result, or of the input
     * @throws HooklineException when one does not fit its type any more
     */
    public static Object[] read(Function<String, Optional<String>> results, Definition<?, ?> definition, Node node) {
        return node.inputs().stream()
                .map(input -> read(results.apply(input), definition, input))
                .toArray();
    }

    private static Object read(Optional<String> json, Definition<?, ?> definition, String input) {
        String result = json.orElseThrow(() -> new HooklineException("Step " + input + " has no result"));
        return Codec.read(result, definition.typeOf(input));
    }
}
