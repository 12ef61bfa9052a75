package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static dev.hookline.workflow.TrainingRequest.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.RemotePrediction;
import dev.hookline.workflow.gateway.RemotePrediction.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps that train a model. */
class EngineTrainingTest extends EngineHarness {
    record Trained(String version, String weights) {}

    private static final Workflow<Prompt, String> STYLE = Workflow.define("style", Prompt.class, flow -> {
        var prompt = flow.input();
        var trained = flow.with(StepOptions.DEFAULTS.withDeadline(Duration.ofHours(2)))
                .train(
                        "train",
                        Trained.class,
                        prompt,
                        p -> training("acme/trainer:v1", "acme/style").input("prompt", p.text()));
        return flow.predict(
                "draw", String.class, trained, t -> model(t.version()).input("prompt", "drawn by " + t.version()));
    });

    @Override
    EngineBuilder settings() {
        return super.settings().workflows(STYLE);
    }

    private static RemotePrediction succeeded(FakeReplicate.Call call, String output) {
        return new RemotePrediction(
                Kind.TRAINING, call.id(), RemotePrediction.State.SUCCEEDED, output, null, false, null);
    }

    @Test
    void aTrainingEndsByItsWebhookAndItsVersionIsUsed() {
        JobId id = engine.start(STYLE, new Prompt("blue"));
        FakeReplicate.Call training = callFor("blue", 1);
        assertThat(training.create().kind()).isEqualTo(Kind.TRAINING);
        assertThat(training.create().destination()).isEqualTo("acme/style");

        String weights = FakeReplicate.FILES + "weights.tar";
        engine.deliver(
                training.token(),
                succeeded(training, "{\"version\":\"acme/style:v2\",\"weights\":\"" + weights + "\"}"));
        FakeReplicate.Call drawing = callFor("drawn by acme/style:v2", 1);
        assertThat(drawing.create().kind()).isEqualTo(Kind.PREDICTION);
        engine.deliver(drawing.token(), RemotePrediction.succeeded(drawing.id(), "\"done\""));

        assertThat(engine.output(STYLE, ended(id))).contains("done");
        assertThat(replicate.lookUps).isEmpty();
    }

    @Test
    void aTrainingOfACanceledJobIsCanceledAsATraining() { // promise 11
        JobId id = engine.start(STYLE, new Prompt("red"));
        FakeReplicate.Call training = callFor("red", 1);
        await().until(() -> store.findAttempt(training.token()).orElseThrow().predictionId() != null);

        engine.cancel(id);

        await().until(() -> replicate.canceledKinds.equals(List.of(Kind.TRAINING)));
    }
}
