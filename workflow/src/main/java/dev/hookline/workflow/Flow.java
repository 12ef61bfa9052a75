package dev.hookline.workflow;

import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.graph.Node.ChildStart;
import dev.hookline.workflow.internal.graph.Node.Kind;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JavaType;

/**
 * Where a workflow's steps are added while it is {@linkplain Workflow#define defined}. Not thread-safe, and of no use
 * once the definition's body has returned.
 *
 * <p>A step begins as soon as the steps that it takes as input have succeeded. The functions given here run again and
 * again, on any node: they compute from their arguments alone, and only the body of a {@linkplain #local local} step may
 * do I/O. A function that throws fails its step.
 *
 * @param <I> the type of the workflow's input
 */
public final class Flow<I> {
    private final Definition.Scope scope;
    private final Step<I> input;
    private final StepOptions options;

    private Flow(Definition.Scope scope, Step<I> input, StepOptions options) {
        this.scope = scope;
        this.input = input;
        this.options = options;
    }

    static <I> Flow<I> begin(String name, Class<I> inputType) {
        Definition.Scope scope = new Definition.Scope(name, Codec.type(inputType));
        return new Flow<>(scope, new Step<>(scope, Node.INPUT, scope.inputType()), StepOptions.DEFAULTS);
    }

    <O> Workflow<I, O> finish(Step<O> output) {
        return scope.finish(output.name(), output.isOf(scope));
    }

    /** The job's input. */
    public Step<I> input() {
        return input;
    }

    /** The same workflow; prediction steps that are added through what this returns have the given options. */
    public Flow<I> with(StepOptions replacement) {
        return new Flow<>(scope, input, replacement);
    }

    /**
     * Adds a step that creates a prediction and waits for its webhook. URLs of files in the output are stored first and
     * then read as {@link dev.hookline.file.StoredFile}; when the output is a list of one and the type is no list, the
     * one is read.
     *
     * @param name names the step within the workflow: 1 to 60 characters of {@code a-z0-9-}
     * @param type what the output is read as
     * @param a what the request is made of
     * @param request makes the request
     */
    public <A, T> Step<T> predict(
            String name, Class<T> type, Step<A> a, Function<? super A, PredictionRequest> request) {
        return predictNode(name, type, args -> request.apply(a.in(args, 0)), a);
    }

    /** {@link #predict(String, Class, Step, Function)} from two results. */
    public <A, B, T> Step<T> predict(
            String name,
            Class<T> type,
            Step<A> a,
            Step<B> b,
            BiFunction<? super A, ? super B, PredictionRequest> request) {
        return predictNode(name, type, args -> request.apply(a.in(args, 0), b.in(args, 1)), a, b);
    }

    /**
     * Adds a step that runs plain Java, at least once.
     *
     * @param name names the step within the workflow: 1 to 60 characters of {@code a-z0-9-}
     * @param type the type of the result
     * @param a what the body takes
     * @param body computes the result
     */
    public <A, T> Step<T> local(String name, Class<T> type, Step<A> a, LocalFunction<? super A, ? extends T> body) {
        return localNode(name, type, args -> body.apply(a.in(args, 0)), a);
    }

    /** {@link #local(String, Class, Step, LocalFunction)} from two results. */
    public <A, B, T> Step<T> local(
            String name,
            Class<T> type,
            Step<A> a,
            Step<B> b,
            LocalFunction.OfTwo<? super A, ? super B, ? extends T> body) {
        return localNode(name, type, args -> body.apply(a.in(args, 0), b.in(args, 1)), a, b);
    }

    /**
     * Adds a step that runs a workflow for each item of a list, all at once. Its result has the results in the order of
     * the items, however they end; an empty list gives an empty list. Each item is a job of its own. When some fail, the
     * others go on to their ends, and the step ends {@linkplain dev.hookline.job.StepStatus#PARTIAL partial}.
     *
     * @param name names the step within the workflow: 1 to 60 characters of {@code a-z0-9-}
     * @param a what the items are taken from
     * @param items gives the items
     * @param each what is run for each item
     */
    public <A, E, R> Step<List<R>> forEach(
            String name, Step<A> a, Function<? super A, List<E>> items, Workflow<E, R> each) {
        Definition<E, R> child = (Definition<E, R>) each;
        Function<Object[], List<ChildStart>> starts = args -> items.apply(a.in(args, 0)).stream()
                .map(item -> new ChildStart(child, item))
                .toList();
        return childrenNode(
                new Node(Kind.FOR_EACH, name, List.of(a.name()), Codec.listOf(child.outputType()), options),
                new Node.Children(starts, List.of(child)),
                a);
    }

    /**
     * Adds a step that runs another workflow as a job of its own.
     *
     * @param name names the step within the workflow: 1 to 60 characters of {@code a-z0-9-}
     * @param a the other workflow's input
     * @param workflow what is run
     */
    public <A, R> Step<R> run(String name, Step<A> a, Workflow<A, R> workflow) {
        Definition<A, R> child = (Definition<A, R>) workflow;
        return childrenNode(
                new Node(Kind.RUN, name, List.of(a.name()), child.outputType(), options),
                new Node.Children(args -> List.of(new ChildStart(child, a.in(args, 0))), List.of(child)),
                a);
    }

    /** {@link #run(String, Step, Workflow)} with an input that is made of two results. */
    public <A, B, C, R> Step<R> run(
            String name, Step<A> a, Step<B> b, BiFunction<? super A, ? super B, C> input, Workflow<C, R> workflow) {
        Definition<C, R> child = (Definition<C, R>) workflow;
        Function<Object[], List<ChildStart>> starts =
                args -> List.of(new ChildStart(child, input.apply(a.in(args, 0), b.in(args, 1))));
        return childrenNode(
                new Node(Kind.RUN, name, List.of(a.name(), b.name()), child.outputType(), options),
                new Node.Children(starts, List.of(child)),
                a,
                b);
    }

    /**
     * Adds a step that runs one workflow or another.
     *
     * @param name names the step within the workflow: 1 to 60 characters of {@code a-z0-9-}
     * @param a what is tested, and the input of the workflow that is run
     * @param test tells which
     * @param then what is run when the test holds
     * @param otherwise what is run when it does not
     */
    public <A, R> Step<R> branch(
            String name, Step<A> a, Predicate<? super A> test, Workflow<A, R> then, Workflow<A, R> otherwise) {
        Definition<A, R> yes = (Definition<A, R>) then;
        Definition<A, R> no = (Definition<A, R>) otherwise;
        Function<Object[], List<ChildStart>> starts = args -> {
            A value = a.in(args, 0);
            return List.of(new ChildStart(test.test(value) ? yes : no, value));
        };
        return childrenNode(
                new Node(Kind.BRANCH, name, List.of(a.name()), yes.outputType(), options),
                new Node.Children(starts, List.of(yes, no)),
                a);
    }

    private <T> Step<T> predictNode(
            String name, Class<T> type, Function<Object[], PredictionRequest> request, Step<?>... inputs) {
        JavaType result = Codec.type(type);
        scope.add(new Node(Kind.PREDICT, name, names(inputs), result, options).predicting(request), areOfScope(inputs));
        return new Step<>(scope, name, result);
    }

    private <T> Step<T> localNode(
            String name, Class<T> type, LocalFunction<Object[], ? extends Object> body, Step<?>... inputs) {
        JavaType result = Codec.type(type);
        scope.add(new Node(Kind.LOCAL, name, names(inputs), result, options).running(body), areOfScope(inputs));
        return new Step<>(scope, name, result);
    }

    private <T> Step<T> childrenNode(Node node, Node.Children children, Step<?>... inputs) {
        scope.add(node.making(children), areOfScope(inputs));
        return new Step<>(scope, node.name(), node.type());
    }

    private boolean areOfScope(Step<?>... inputs) {
        return Stream.of(inputs).allMatch(step -> step.isOf(scope));
    }

    private static List<String> names(Step<?>... inputs) {
        return Stream.of(inputs).map(Step::name).toList();
    }
}
