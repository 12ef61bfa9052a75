package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.HooklineException;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Jobs and local steps that take too long. */
class EngineDeadlineTest extends EngineHarness {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private static final Workflow<Prompt, String> STUCK = Workflow.define("stuck", Prompt.class, flow -> {
        var prompt = flow.input();
        return flow.with(StepOptions.DEFAULTS.withDeadline(Duration.ofSeconds(5)))
                .local("wait", String.class, prompt, p -> {
                    boolean ended = NEVER.await(1, TimeUnit.HOURS);
                    return "ended " + ended;
                });
    });

    @Override
    EngineBuilder settings() {
        return super.settings().workflows(STUCK);
    }

    private static JobLabels within(Duration duration) {
        return JobLabels.NONE.withDeadlineAt(Instant.now().plus(duration));
    }

    private static String code(Job job) {
        return job.state().findError().map(JobError::code).orElse("");
    }

    @Test
    void aJobThatDoesNotEndInTimeFailsAndItsPredictionsAreCanceled() { // promise 6
        JobId id = engine.start(ALBUM, new Album(List.of("a", "b")), within(Duration.ofMillis(400)));
        List<FakeReplicate.Call> calls = List.of(callFor("a", 1), callFor("b", 1));

        Job job = ended(id);

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(code(job)).isEqualTo("deadline-exceeded");
        await().until(() -> replicate.canceled.containsAll(
                calls.stream().map(FakeReplicate.Call::id).toList()));
    }

    @Test
    void aJobThatEndsInTimeIsLeftAlone() {
        JobId id = engine.start(IMAGE, new Prompt("quick"), within(Duration.ofSeconds(30)));
        succeed(callFor("quick", 1));
        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aJobThatIsTriedAgainAfterItsDeadlineHasNoneAnyMore() { // promise 10
        JobId id = engine.start(IMAGE, new Prompt("late"), within(Duration.ofMillis(300)));
        callFor("late", 1);
        ended(id);

        assertThat(engine.retry(id)).isTrue();
        succeed(callFor("late", 2));

        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aDeadlineThatHasPassedIsRefusedAtTheStart() {
        assertThatThrownBy(() -> engine.start(IMAGE, new Prompt("never"), within(Duration.ofSeconds(-1))))
                .isInstanceOf(HooklineException.class)
                .hasMessageContaining("deadline has passed");
    }

    @Test
    void aLocalStepIsInterruptedAtItsDeadline() { // no job hangs
        JobId id = engine.start(STUCK, new Prompt("for ever"));

        Job job = ended(id);

        assertThat(code(job)).isEqualTo("deadline-exceeded");
        await().until(() -> engine.inFlight() == 0);
    }
}
