package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A job whose workflow was changed while it ran. */
class DefinitionChangeTest extends EngineHarness {
    private static <T> Workflow<Prompt, String> version(String step, Class<T> type, String then) {
        return Workflow.define("changing", Prompt.class, flow -> {
            var prompt = flow.input();
            var told = flow.predict(step, type, prompt, p -> model("acme/ask").input("prompt", p.text()));
            return flow.local(then, String.class, told, t -> t.toString().toUpperCase(Locale.ROOT));
        });
    }

    private static final Workflow<Prompt, String> FIRST = version("ask", String.class, "shout");

    private Engine running(Workflow<Prompt, String> workflow) {
        return newEngine(settings().workflows(workflow));
    }

    private FakeReplicate.Call begunAndBound(String prompt) {
        FakeReplicate.Call call = callFor(prompt, 1);
        await().until(() -> store.findAttempt(call.token()).orElseThrow().predictionId() != null);
        return call;
    }

    private static String error(Job job) {
        return job.state().findError().map(JobError::message).orElse("");
    }

    @Test
    void aJobGoesOnWhenItsStepsStillFit() {
        Engine before = running(FIRST);
        JobId id = before.start(FIRST, new Prompt("fits"));
        FakeReplicate.Call call = begunAndBound("fits");
        before.close();

        Workflow<Prompt, String> renamedLater = version("ask", String.class, "cry");
        Engine after = running(renamedLater);
        after.deliver(call.token(), RemotePrediction.succeeded(call.id(), "\"still here\""));

        assertThat(after.output(renamedLater, ended(id))).contains("STILL HERE");
    }

    @Test
    void aJobWhoseRunningStepIsGoneStopsAndSaysWhichAndItsPredictionIsCanceled() {
        Engine before = running(FIRST);
        JobId id = before.start(FIRST, new Prompt("gone"));
        FakeReplicate.Call call = begunAndBound("gone");
        before.close();

        Engine after = running(version("question", String.class, "shout"));
        after.deliver(call.token(), RemotePrediction.succeeded(call.id(), "\"lost\""));

        Job job = ended(id);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(error(job)).contains("no step 'ask' any more");
        await().until(() -> replicate.canceled.equals(List.of(call.id())));
    }

    @Test
    void aJobWhoseResultIsOfAnotherTypeNowStopsAndSaysWhich() {
        Workflow<Prompt, String> slow = Workflow.define("changing", Prompt.class, flow -> {
            var prompt = flow.input();
            var told = flow.predict(
                    "ask", String.class, prompt, p -> model("acme/ask").input("prompt", p.text()));
            return flow.predict(
                    "more", String.class, told, t -> model("acme/ask").input("prompt", "more"));
        });
        Workflow<Prompt, String> numbers = Workflow.define("changing", Prompt.class, flow -> {
            var prompt = flow.input();
            var told = flow.predict(
                    "ask", Integer.class, prompt, p -> model("acme/ask").input("prompt", p.text()));
            return flow.predict(
                    "more", String.class, told, t -> model("acme/ask").input("prompt", "more"));
        });
        Engine before = running(slow);
        JobId id = before.start(slow, new Prompt("typed"));
        FakeReplicate.Call call = begunAndBound("typed");
        before.deliver(call.token(), RemotePrediction.succeeded(call.id(), "\"words\""));
        FakeReplicate.Call more = begunAndBound("more");
        before.close();

        Engine after = running(numbers);
        after.deliver(more.token(), RemotePrediction.succeeded(more.id(), "\"unused\""));

        assertThat(error(ended(id))).contains("the result of step 'ask'", "Integer");
    }
}
