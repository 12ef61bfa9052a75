package dev.hookline.workflow;

import dev.hookline.workflow.internal.graph.Definition;
import tools.jackson.databind.JavaType;

/**
 * A handle to the result that a step will have. It is a name with a type: what the result is, is known only while a
 * job runs. Immutable.
 *
 * @param <T> the type of the result
 */
public final class Step<T> {
    private final Definition.Scope scope;
    private final String name;
    private final JavaType type;

    Step(Definition.Scope scope, String name, JavaType type) {
        this.scope = scope;
        this.name = name;
        this.type = type;
    }

    /** The step's name within its workflow. */
    public String name() {
        return name;
    }

    JavaType type() {
        return type;
    }

    boolean isOf(Definition.Scope other) {
        return scope == other;
    }

    /** The result among the arguments of a body; the codec has read it as this step's type. */
    @SuppressWarnings("unchecked")
    T in(Object[] args, int index) {
        return (T) args[index];
    }

    @Override
    public String toString() {
        return name + ": " + type.toCanonical();
    }
}
