package dev.hookline.simulator;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One prediction. What changes is one immutable {@link State}, replaced under the prediction's own lock. Thread-safe. */
final class Prediction {

    private final Origin origin;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final StreamLog stream;
    private volatile State state;
    /** Guarded by this. Completes when each webhook so far was tried once. */
    private CompletableFuture<Void> deliveries = CompletableFuture.completedFuture(null);

    Prediction(Origin origin, JsonNode input) {
        this.origin = origin;
        this.stream = new StreamLog(origin.target().model().model().streams());
        this.state = new State(Status.STARTING, null, null, input, Result.NONE, false);
    }

    Origin origin() {
        return origin;
    }

    String id() {
        return origin.id();
    }

    String modelName() {
        return origin.target().model().name();
    }

    State state() {
        return state;
    }

    /** Completes when the prediction has ended and its last webhook is on its way. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Begins to run. False when it has ended before. */
    synchronized boolean start(Instant now) {
        if (state.status() != Status.STARTING) {
            return false;
        }
        state = new State(Status.PROCESSING, now, null, state.input(), state.result(), false);
        return true;
    }

    /** Ends, once. False when it has ended before. */
    synchronized boolean end(Status status, Instant now, UnaryOperator<Result> change) {
        if (state.status().isTerminal()) {
            return false;
        }
        state = new State(status, state.startedAt(), now, state.input(), change.apply(state.result()), false);
        return true;
    }

    /** Changes what it has given so far. False when it has ended before. */
    synchronized boolean advance(UnaryOperator<Result> change) {
        if (state.status().isTerminal()) {
            return false;
        }
        State now = state;
        state = new State(now.status(), now.startedAt(), null, now.input(), change.apply(now.result()), false);
        return true;
    }

    /** Forgets input, output and logs, as Replicate does after an hour. */
    synchronized void removeData() {
        stream.clear();
        State now = state;
        Result left =
                new Result(JsonNodeFactory.instance.nullNode(), "", now.result().error());
        state = new State(
                now.status(), now.startedAt(), now.completedAt(), JsonNodeFactory.instance.objectNode(), left, true);
    }

    /** Puts a delivery behind those before it, whose end it returns. */
    synchronized CompletionStage<Void> deliverAfterOthers(CompletableFuture<Void> delivery) {
        CompletionStage<Void> before = deliveries;
        deliveries = delivery;
        return before;
    }

    /** Adds a delivery that waits for no other. */
    synchronized void deliverBeside(CompletableFuture<Void> delivery) {
        deliveries = CompletableFuture.allOf(deliveries, delivery);
    }

    /** What it has streamed. */
    StreamLog stream() {
        return stream;
    }

    synchronized CompletionStage<Void> delivered() {
        return deliveries;
    }

    /**
     * What was settled when it was created.
     *
     * @param number counted from the simulator's start
     * @param deployment the deployment it was made by
     */
    record Origin(
            long number,
            String id,
            Catalog.Target target,
            Optional<String> deployment,
            Instant createdAt,
            Optional<Instant> deadline,
            Optional<Webhook> webhook) {}

    record State(
            Status status,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            JsonNode input,
            Result result,
            boolean dataRemoved) {}

    record Result(JsonNode output, String logs, @Nullable String error) {

        static final Result NONE = new Result(JsonNodeFactory.instance.nullNode(), "", null);

        Result withOutput(JsonNode value) {
            return new Result(value, logs, error);
        }

        Result withLine(String line) {
            return new Result(output, logs + line + "\n", error);
        }

        Result withError(String text) {
            return new Result(output, logs, text);
        }
    }

    enum Status {
        STARTING,
        PROCESSING,
        SUCCEEDED,
        FAILED,
        CANCELED,
        ABORTED;

        boolean isTerminal() {
            return this != STARTING && this != PROCESSING;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
