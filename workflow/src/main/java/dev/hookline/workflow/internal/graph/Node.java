package dev.hookline.workflow.internal.graph;

import dev.hookline.workflow.LocalFunction;
import dev.hookline.workflow.RunRequest;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/** A step of a definition: what it takes, what it gives, and what it does. Immutable. */
public final class Node {
    /** The name by which a job's input is known among the steps; no step can have it. */
    public static final String INPUT = "(input)";

    private final Kind kind;
    private final String name;
    private final List<String> inputs;
    private final JavaType type;
    private final StepOptions options;
    private final @Nullable Object body;

    /** A node that does nothing yet. */
    public Node(Kind kind, String name, List<String> inputs, JavaType type, StepOptions options) {
        this(kind, name, inputs, type, options, null);
    }

    private Node(
            Kind kind, String name, List<String> inputs, JavaType type, StepOptions options, @Nullable Object body) {
        this.kind = kind;
        this.name = name;
        this.inputs = List.copyOf(inputs);
        this.type = type;
        this.options = options;
        this.body = body;
    }

    /** What a step does. */
    public enum Kind {
        /** Creates a prediction. */
        PREDICT,
        /** Creates a training. */
        TRAIN,
        /** Runs plain Java. */
        LOCAL,
        /** Runs a workflow for each of many items. */
        FOR_EACH,
        /** Runs one workflow or another. */
        BRANCH,
        /** Runs another workflow. */
        RUN,
        /** Waits for somebody outside. */
        APPROVAL
    }

    /** A child job that a step makes: the workflow and its input. */
    public record ChildStart(Definition<?, ?> workflow, Object input) {}

    /** How a step makes child jobs, which workflows they may run, and whether all of them have to succeed. */
    public record Children(
            Function<Object[], List<ChildStart>> starts, List<Definition<?, ?>> workflows, boolean needsAll) {
        /** Copies the workflows. */
        public Children {
            workflows = List.copyOf(workflows);
        }
    }

    /** The same node, creating a prediction or a training. */
    public Node requesting(Function<Object[], ? extends RunRequest> request) {
        return new Node(kind, name, inputs, type, options, request);
    }

    /** The same node, running plain Java. */
    public Node running(LocalFunction<Object[], ? extends Object> local) {
        return new Node(kind, name, inputs, type, options, local);
    }

    /** The same node, making child jobs. */
    public Node making(Children children) {
        return new Node(kind, name, inputs, type, options, children);
    }

    /** The same node, waiting for so long. */
    public Node waiting(Duration patience) {
        return new Node(kind, name, inputs, type, options, patience);
    }

    /** What it does. */
    public Kind kind() {
        return kind;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The names of the steps that it takes, {@link #INPUT} for the job's input. */
    public List<String> inputs() {
        return inputs;
    }

    /** The type of its result. */
    public JavaType type() {
        return type;
    }

    /** Deadline and tries. */
    public StepOptions options() {
        return options;
    }

    /** The request that a prediction step or a training step makes of its arguments. */
    @SuppressWarnings("unchecked")
    public RunRequest request(Object[] args) {
        return ((Function<Object[], RunRequest>) Objects.requireNonNull(body)).apply(args);
    }

    /** The result that a local step computes of its arguments. */
    @SuppressWarnings("unchecked")
    public @Nullable Object compute(Object[] args) throws Exception {
        return ((LocalFunction<Object[], @Nullable Object>) Objects.requireNonNull(body)).apply(args);
    }

    /** The child jobs that a step makes of its arguments. */
    public List<ChildStart> children(Object[] args) {
        return ((Children) Objects.requireNonNull(body)).starts().apply(args);
    }

    /** The workflows that the step's child jobs may run; none for a step that makes no children. */
    public List<Definition<?, ?>> workflows() {
        return body instanceof Children children ? children.workflows() : List.of();
    }

    /** Whether one child that does not succeed ends the others. */
    public boolean needsAll() {
        return body instanceof Children children && children.needsAll();
    }

    /** What it creates at Replicate, if it does. */
    public RemotePrediction.Kind remoteKind() {
        return kind == Kind.TRAIN ? RemotePrediction.Kind.TRAINING : RemotePrediction.Kind.PREDICTION;
    }

    /** How long it waits for somebody outside. */
    public Duration patience() {
        return (Duration) Objects.requireNonNull(body);
    }

    /** Whether its result is a list with one entry a child. */
    public boolean isFanOut() {
        return kind == Kind.FOR_EACH;
    }
}
