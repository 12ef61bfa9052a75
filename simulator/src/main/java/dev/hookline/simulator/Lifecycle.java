package dev.hookline.simulator;

import dev.hookline.simulator.Prediction.Result;
import dev.hookline.simulator.Prediction.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Takes one prediction from its creation to its end: it starts, its model computes on the executor for models, and what the
 * model answered is played by timers. Whoever ends it first, the model, a cancel or the deadline, decides how it ended.
 */
final class Lifecycle {

    private final Prediction prediction;
    private final Announcer announcer;
    private final Stage stage;
    private final Machinery machinery;

    Lifecycle(Prediction prediction, Announcer announcer, Stage stage, Machinery machinery) {
        this.prediction = prediction;
        this.announcer = announcer;
        this.stage = stage;
        this.machinery = machinery;
    }

    /** What all predictions of a simulator run on. */
    record Stage(
            Predictions predictions,
            OutputFiles files,
            Links links,
            View view,
            InputFiles inputs,
            Executor models,
            Duration startup,
            Duration latency) {

        /** What a model gave as JSON; files in it are kept, and become URLs. */
        JsonNode json(Prediction prediction, Object output) {
            return Json.output(output, file -> links.delivery(files.keep(prediction.id(), file), file.name()));
        }
    }

    void begin() {
        prediction.origin().deadline().ifPresent(deadline -> {
            Duration left = Duration.between(machinery.clock().instant(), deadline);
            Runnable revoke = machinery.timers().revocablyAfter(left, this::reachDeadline);
            var unused = prediction.ended().thenRun(revoke);
        });
        machinery.timers().after(stage.startup(), this::start);
    }

    /** Ends it as canceled, unless it has ended. */
    void cancel() {
        end(Status.CANCELED, result -> result);
    }

    private void reachDeadline() {
        boolean started = prediction.state().status() != Status.STARTING;
        end(started ? Status.CANCELED : Status.ABORTED, result -> result);
    }

    private void start() {
        if (prediction.start(machinery.clock().instant())) {
            announcer.announce(WebhookEvent.START);
            if (prediction.origin().target().model().model() instanceof QuickModel) {
                run();
            } else {
                machinery.timers().run(stage.models(), this::run);
            }
        }
    }

    private void run() {
        ModelAnswer answer = answer();
        if (answer.betweenLogs().isZero()) {
            log(answer.logs());
        } else {
            machinery.timers().after(answer.betweenLogs(), () -> giveLine(answer, 0));
        }
        Instant startedAt = Optional.ofNullable(prediction.state().startedAt()).orElseThrow();
        Duration computed = Duration.between(startedAt, machinery.clock().instant());
        Duration left = answer.durationOr(stage.latency()).minus(computed);
        if (answer.pieces().isEmpty()) {
            machinery.timers().after(left, () -> finish(answer));
        } else {
            machinery.timers().after(answer.between(), () -> givePiece(answer, 0));
        }
    }

    private void log(List<String> lines) {
        if (!lines.isEmpty() && advance(WebhookEvent.LOGS, result -> withLines(result, lines))) {
            lines.forEach(line -> prediction.stream().append("logs", line));
        }
    }

    private void giveLine(ModelAnswer answer, int index) {
        List<String> lines = answer.logs();
        if (index < lines.size() && !prediction.state().status().isTerminal()) {
            log(List.of(lines.get(index)));
            machinery.timers().after(answer.betweenLogs(), () -> giveLine(answer, index + 1));
        }
    }

    private ModelAnswer answer() {
        Optional<Effect.Fail> failure = machinery.faults().take(Effect.Fail.class, announcer.moment(""));
        if (failure.isPresent()) {
            return ModelAnswer.failed(failure.get().error());
        }
        try {
            Prediction.Origin origin = prediction.origin();
            long entropy = machinery.ids().entropy(origin.number());
            JsonNode input = prediction.state().input();
            return origin.target().model().model().run(new ModelInput(input, stage.inputs(), entropy));
        } catch (ModelFailedException failed) {
            return ModelAnswer.failed(failed.error());
        } catch (RuntimeException | Error broken) { // An error too, or the prediction would never end.
            return ModelAnswer.failed(broken.toString());
        }
    }

    private void givePiece(ModelAnswer answer, int index) {
        List<?> pieces = answer.pieces();
        JsonNode piece = json(pieces.get(index));
        boolean running = advance(WebhookEvent.OUTPUT, result -> result.withOutput(with(result.output(), piece)));
        if (!running) {
            return;
        }
        prediction.stream().append("output", piece.asString(piece.toString()));
        if (index + 1 < pieces.size()) {
            machinery.timers().after(answer.between(), () -> givePiece(answer, index + 1));
        } else {
            Duration streamed = answer.between().multipliedBy(pieces.size());
            machinery.timers().after(answer.durationOr(stage.latency()).minus(streamed), () -> finish(answer));
        }
    }

    private boolean advance(WebhookEvent event, UnaryOperator<Result> change) {
        boolean running = prediction.advance(change);
        if (running) {
            announcer.announceThrottled(event);
        }
        return running;
    }

    private void finish(ModelAnswer answer) {
        if (prediction.state().status().isTerminal()) {
            return;
        }
        if (answer.error().isPresent()) {
            end(Status.FAILED, result -> result.withError(answer.error().get()));
        } else if (answer.pieces().isEmpty()) {
            JsonNode output = json(answer.output().orElseThrow());
            prediction.stream().append("output", output.asString(output.toString()));
            end(Status.SUCCEEDED, result -> result.withOutput(output));
        } else {
            end(Status.SUCCEEDED, result -> result);
        }
    }

    private void end(Status status, UnaryOperator<Result> change) {
        if (!prediction.end(status, machinery.clock().instant(), change)) {
            return;
        }
        announcer.announce(WebhookEvent.COMPLETED);
        endStream(status);
        stage.predictions().hasEnded(prediction);
        if (machinery
                .faults()
                .take(Effect.RemoveOutput.class, announcer.moment(""))
                .isPresent()) {
            stage.predictions().removeData(prediction);
        }
        prediction.ended().complete(null);
    }

    private void endStream(Status status) {
        StreamLog stream = prediction.stream();
        String error = prediction.state().result().error();
        if (error != null) {
            stream.append("error", Json.object().put("detail", error).toString());
        }
        String reason = status == Status.FAILED ? "error" : status.wireName();
        stream.append("done", status == Status.SUCCEEDED ? "{}" : "{\"reason\":\"" + reason + "\"}");
        stream.close();
    }

    private JsonNode json(Object value) {
        return stage.json(prediction, value);
    }

    private static JsonNode with(JsonNode output, JsonNode piece) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        output.forEach(list::add);
        list.add(piece);
        return list;
    }

    private static Result withLines(Result result, List<String> lines) {
        Result longer = result;
        for (String line : lines) {
            longer = longer.withLine(line);
        }
        return longer;
    }
}
