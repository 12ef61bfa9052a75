package dev.hookline.workflow;

import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.graph.Node.ChildStart;
import dev.hookline.workflow.internal.graph.Node.Kind;
import java.time.Duration;
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

    /** The same workflow; steps that are added through what this returns have the given options. */
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
        return requestNode(Kind.PREDICT, name, type, args -> request.apply(a.in(args, 0)), a);
    }

    /** {@link #predict(String, Class, Step, Function)} from two results. */
    public <A, B, T> Step<T> predict(
            String name,
            Class<T> type,
            Step<A> a,
            Step<B> b,
            BiFunction<? super A, ? super B, PredictionRequest> request) {
        return requestNode(Kind.PREDICT, name, type, args -> request.apply(a.in(args, 0), b.in(args, 1)), a, b);
    }

    /**
     * Adds a step that creates a training and waits for its webhook. Its output names the version that was made and
     * where its weights are; the weights stay there. A training has no {@code Cancel-After}: the engine cancels it once
     * its deadline, which is long for most trainings to be set by {@link #with}, has passed by a minute.
     *
     * @param name names the step within the workflow: 1 to 60 characters of {@code a-z0-9-}
     * @param type what the output is read as, such as a record of {@code version} and {@code weights}
     * @param a what the request is made of
     * @param request makes the request
     */
    public <A, T> Step<T> train(String name, Class<T> type, Step<A> a, Function<? super A, TrainingRequest> request) {
        return with(options.withoutStoring())
                .requestNode(Kind.TRAIN, name, type, args -> request.apply(a.in(args, 0)), a);
    }

    /**
     * Adds a step that waits for somebody outside to say how the job goes on: an approval, a choice among pictures, a
     * payment. {@link dev.hookline.workflow.engine.Engine#approve} gives the step its result,
     * {@link dev.hookline.workflow.engine.Engine#reject} fails it, and so does the end of its patience.
     *
     * @param name names the step within the workflow: 1 to 60 characters of {@code a-z0-9-}
     * @param type the type of what is said
     * @param after the step that has to have succeeded before anybody can say anything
     * @param patience how long it waits, from 1 second
     */
    public <T> Step<T> approval(String name, Class<T> type, Step<?> after, Duration patience) {
        scope.require(
                patience.compareTo(Duration.ofSeconds(1)) >= 0,
                "step '" + name + "' waits for 1 second at least, not " + patience);
        JavaType result = Codec.type(type);
        Node node = new Node(Kind.APPROVAL, name, names(after), result, options).waiting(patience);
        scope.add(node, areOfScope(after));
        return new Step<>(scope, name, result);
    }

    /**
     * Adds a step that runs plain Java, at least once: after a crash it runs again, so what it does outside has to be
     * harmless to repeat. When it throws an {@link java.io.IOException} it is tried again, as the step's options say;
     * anything else that it throws fails the step. It is interrupted at its deadline.
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
     * others {@linkplain ItemFailure#KEEP_GOING keep going}, and the step ends
     * {@linkplain dev.hookline.job.StepStatus#PARTIAL partial}.
     *
     * @param name names the step within the workflow: 1 to 60 characters of {@code a-z0-9-}
     * @param a what the items are taken from
     * @param items gives the items
     * @param each what is run for each item
     */
    public <A, E, R> Step<List<R>> forEach(
            String name, Step<A> a, Function<? super A, List<E>> items, Workflow<E, R> each) {
        return forEach(name, a, items, each, ItemFailure.KEEP_GOING);
    }

    /** {@link #forEach(String, Step, Function, Workflow)}, told what one failed item means for the others. */
    public <A, E, R> Step<List<R>> forEach(
            String name, Step<A> a, Function<? super A, List<E>> items, Workflow<E, R> each, ItemFailure onFailure) {
        Definition<E, R> child = (Definition<E, R>) each;
        Function<Object[], List<ChildStart>> starts = args -> items.apply(a.in(args, 0)).stream()
                .map(item -> new ChildStart(child, item))
                .toList();
        return childrenNode(
                new Node(Kind.FOR_EACH, name, List.of(a.name()), Codec.listOf(child.outputType()), options),
                new Node.Children(starts, List.of(child), onFailure == ItemFailure.STOP_ALL),
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
                new Node.Children(args -> List.of(new ChildStart(child, a.in(args, 0))), List.of(child), false),
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
                new Node.Children(starts, List.of(child), false),
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
                new Node.Children(starts, List.of(yes, no), false),
                a);
    }

    private <T> Step<T> requestNode(
            Kind kind, String name, Class<T> type, Function<Object[], RunRequest> request, Step<?>... inputs) {
        JavaType result = Codec.type(type);
        scope.add(new Node(kind, name, names(inputs), result, options).requesting(request), areOfScope(inputs));
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
