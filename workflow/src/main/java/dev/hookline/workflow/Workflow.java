package dev.hookline.workflow;

import dev.hookline.workflow.internal.graph.Definition;
import java.util.function.Function;

/**
 * A definition of what is to be done: a graph of named steps from an input to an output. Immutable and thread-safe; made
 * by {@link #define} and run by {@link dev.hookline.workflow.engine.Engine}.
 *
 * @param <I> the type of the input, kept as JSON
 * @param <O> the type of the output, kept as JSON
 */
public sealed interface Workflow<I, O> permits Definition {

    /**
     * Builds a workflow. The body is called once, at once; it adds steps and returns the one whose result is the output.
     *
     * @param name names the workflow among all that an engine knows: 1 to 60 characters of {@code a-z0-9-}
     * @param inputType the type of the input; Jackson has to be able to write and read it
     * @param body adds the steps
     * @throws WorkflowDefinitionException when the graph is not sound, with all that is wrong with it
     */
    static <I, O> Workflow<I, O> define(String name, Class<I> inputType, Function<Flow<I>, Step<O>> body) {
        Flow<I> flow = Flow.begin(name, inputType);
        return flow.finish(body.apply(flow));
    }

    /** The workflow's name. */
    String name();

    /** A digest of the graph: names, kinds and types of its steps, and what depends on what. */
    String fingerprint();

    /** The graph as a Mermaid flowchart. */
    String diagram();
}
