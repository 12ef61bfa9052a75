package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.file.StoredFile;
import dev.hookline.job.JobId;
import dev.hookline.testkit.FaultyJobStore;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.RemotePrediction;
import org.junit.jupiter.api.Test;

/** How many commits a job takes whose webhooks all come, the one of its start left out. */
class EngineCostTest extends EngineHarness {
    private static final Workflow<Prompt, String> THREE_TEXTS = Workflow.define("three-texts", Prompt.class, flow -> {
        var prompt = flow.input();
        var one =
                flow.predict("one", String.class, prompt, p -> model("acme/ask").input("prompt", "one"));
        var two = flow.predict("two", String.class, one, t -> model("acme/ask").input("prompt", "two"));
        return flow.predict("three", String.class, two, t -> model("acme/ask").input("prompt", "three"));
    });

    private static final Workflow<Prompt, StoredFile> TWO_FILES = Workflow.define("two-files", Prompt.class, flow -> {
        var prompt = flow.input();
        var one = flow.predict(
                "one", StoredFile.class, prompt, p -> model("acme/draw").input("prompt", "one"));
        return flow.predict(
                "two", StoredFile.class, one, f -> model("acme/draw").input("prompt", "two"));
    });

    private final FaultyJobStore counting = FaultyJobStore.of(store);

    @Override
    EngineBuilder settings() {
        return super.settings().store(counting).workflows(THREE_TEXTS, TWO_FILES);
    }

    /** The start webhook comes as well; it finds the prediction known and costs nothing. */
    private void end(String prompt, String output) {
        FakeReplicate.Call call = callFor(prompt, 1);
        await().until(() -> store.findAttempt(call.token()).orElseThrow().predictionId() != null
                && engine.inFlight() == 0); // so that the engine knows it, too
        engine.deliver(call.token(), RemotePrediction.running(call.id()));
        engine.deliver(call.token(), RemotePrediction.succeeded(call.id(), output));
    }

    @Test
    void aStepTakesTwo() {
        JobId id = engine.start(THREE_TEXTS, new Prompt("begin"));
        long started = counting.commitCalls();

        end("one", "\"a\"");
        end("two", "\"b\"");
        end("three", "\"c\"");

        ended(id);
        assertThat(counting.commitCalls() - started).isLessThanOrEqualTo(3 * 2);
    }

    @Test
    void aStepWithAnOutputToStoreTakesThree() {
        JobId id = engine.start(TWO_FILES, new Prompt("begin"));
        long started = counting.commitCalls();

        end("one", '"' + FakeReplicate.FILES + "one.png\"");
        end("two", '"' + FakeReplicate.FILES + "two.png\"");

        ended(id);
        assertThat(counting.commitCalls() - started).isLessThanOrEqualTo(2 * 3);
    }
}
