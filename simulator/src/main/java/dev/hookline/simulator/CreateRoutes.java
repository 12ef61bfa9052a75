package dev.hookline.simulator;

import dev.hookline.simulator.Catalog.Target;
import dev.hookline.simulator.Faults.Moment;
import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates predictions. A prediction begins when its create was answered, as a real one takes longer than its answer; it begins
 * before when the answer waits for it, by the caller's wish or by a fault. Thread-safe.
 */
final class CreateRoutes {

    private static final Set<String> VERSION = Set.of("version");

    private final Catalog catalog;
    private final Deployments deployments;
    private final Predictions predictions;
    private final Lifecycles lifecycles;
    private final View view;
    private final Machinery machinery;

    CreateRoutes(Catalog catalog, Deployments deployments, Lifecycles lifecycles, Machinery machinery) {
        this.catalog = catalog;
        this.deployments = deployments;
        this.predictions = lifecycles.stage().predictions();
        this.lifecycles = lifecycles;
        this.view = lifecycles.stage().view();
        this.machinery = machinery;
    }

    CompletableFuture<Answer> byModel(Request request) {
        String name = request.parameter("owner") + "/" + request.parameter("name");
        return counted(ordinal -> {
            NamedModel model = catalog.runnable(name).orElseThrow(() -> new Refusal(Problem.notFound()));
            CreateRequest create = CreateRequest.parse(Json.parse(request.body()), Set.of());
            return create(new Call(ordinal, request, new Target(model, Catalog.HIDDEN_VERSION), create));
        });
    }

    CompletableFuture<Answer> byVersion(Request request) {
        return counted(ordinal -> {
            ObjectNode body = Json.parse(request.body());
            CreateRequest create = CreateRequest.parse(body, VERSION);
            Target target = catalog.target(body.path("version").stringValue())
                    .orElseThrow(() -> new Refusal(Problem.unprocessable(
                            "Invalid version or not permitted",
                            "The specified version does not exist, or you have no permission to use it.")));
            return create(new Call(ordinal, request, target, create));
        });
    }

    CompletableFuture<Answer> byDeployment(Request request) {
        return counted(ordinal -> {
            Deployments.Deployment deployment = deployments.find(request);
            CreateRequest create = CreateRequest.parse(Json.parse(request.body()), Set.of());
            Target target = catalog.target(deployment.version()).orElseThrow(() -> new Refusal(Problem.notFound()));
            return create(new Call(ordinal, request, target, create.by(deployment.name())));
        });
    }

    private record Call(long ordinal, Request request, Target target, CreateRequest create) {

        Moment moment() {
            return new Moment(target.model().name(), create.input(), ordinal, "");
        }
    }

    private CompletableFuture<Answer> counted(Function<Long, CompletableFuture<Answer>> work) {
        long ordinal = machinery.received().createCame();
        CompletableFuture<Answer> answer;
        try {
            answer = work.apply(ordinal);
        } catch (Refusal refusal) {
            answer = CompletableFuture.completedFuture(refusal.answer());
        }
        return answer.thenApply(
                value -> value.afterwards(sent -> machinery.received().createDone()));
    }

    private CompletableFuture<Answer> create(Call call) {
        Optional<Effect.Refuse> refusal = machinery.faults().take(Effect.Refuse.class, call.moment());
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(refusal.get().answer());
        }
        Preferences preferences = Preferences.of(call.request());
        NamedModel model = call.target().model();
        List<InvalidField> invalid =
                model.model().check(new ModelInput(call.create().input(), InputFiles.NONE, call.ordinal()));
        if (!invalid.isEmpty()) {
            throw new Refusal(Problem.invalid(invalid));
        }
        Prediction prediction = predictions.make(call.target(), call.create(), preferences.cancelAfter());
        machinery.received().predictionMade(prediction);
        catalog.find(model.name()).ifPresent(CatalogModel::countRun);
        return answer(prediction, lifecycles.create(prediction), preferences);
    }

    private CompletableFuture<Answer> answer(Prediction prediction, Lifecycle life, Preferences preferences) {
        Faults faults = machinery.faults();
        Moment moment = Announcer.moment(prediction, "");
        if (faults.take(Effect.LoseAnswer.class, moment).isPresent()) {
            return thenBegin(Answer.none(), life);
        }
        Optional<Duration> delay = faults.take(Effect.DelayAnswer.class, moment).map(Effect.DelayAnswer::delay);
        boolean webhooksFirst = faults.take(Effect.WebhooksFirst.class, moment).isPresent();
        if (delay.isEmpty() && !webhooksFirst && preferences.hold().isEmpty()) {
            return thenBegin(answer(201, prediction), life);
        }
        life.begin();
        if (webhooksFirst) {
            return prediction
                    .ended()
                    .thenCompose(end -> prediction.delivered())
                    .thenApply(done -> answer(201, prediction));
        }
        Duration longest = delay.or(preferences::hold).orElseThrow();
        return held(prediction, longest, preferences.hold().isPresent());
    }

    private CompletableFuture<Answer> thenBegin(Answer answer, Lifecycle life) {
        machinery.timers().began();
        return CompletableFuture.completedFuture(answer.afterwards(sent -> {
            life.begin();
            machinery.timers().finished();
        }));
    }

    /** Answers when a time is over, or as soon as the prediction has ended, when that is waited for. */
    private CompletableFuture<Answer> held(Prediction prediction, Duration longest, boolean untilEnd) {
        CompletableFuture<Answer> held = new CompletableFuture<>();
        Supplier<Answer> inTime = () -> answer(201, prediction);
        Supplier<Answer> late = untilEnd ? () -> unfinished(prediction) : inTime;
        Runnable revoke = machinery.timers().revocablyAfter(longest, () -> held.complete(late.get()));
        if (untilEnd) {
            var unused = prediction.ended().thenRun(() -> {
                revoke.run();
                held.complete(inTime.get());
            });
        }
        return held;
    }

    /** What a wait that ran out gives: Replicate says {@code starting} of a prediction that runs, and its clients go by it. */
    private Answer unfinished(Prediction prediction) {
        ObjectNode json = view.of(prediction).put("status", Prediction.Status.STARTING.wireName());
        json.remove("started_at");
        return counted(Json.answer(202, json), prediction);
    }

    private Answer answer(int status, Prediction prediction) {
        return counted(Json.answer(status, view.of(prediction)), prediction);
    }

    private Answer counted(Answer answer, Prediction prediction) {
        return answer.afterwards(sent -> {
            if (sent) {
                machinery.received().createAnswered(prediction);
            }
        });
    }
}
