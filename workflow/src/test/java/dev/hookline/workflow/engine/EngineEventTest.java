package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobChange;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.job.LogEntry;
import dev.hookline.workflow.event.JobEvent;
import dev.hookline.workflow.gateway.CreateAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What an engine tells of what it does. */
class EngineEventTest extends EngineHarness {
    private final List<JobEvent> events = new CopyOnWriteArrayList<>();

    @Override
    EngineBuilder settings() {
        return super.settings().listener(events::add);
    }

    @Test
    void anEventSaysWhatTheJobWasAndWhatHasChanged() {
        JobId id = engine.start(IMAGE, new Prompt("a cat"));
        succeed(callFor("a cat", 1));
        ended(id);

        await().until(() -> last().version() == engine.find(id).orElseThrow().version());
        assertThat(events.get(0).findBefore()).isEmpty();
        assertThat(events.get(0).changes().get(0)).isInstanceOf(JobChange.JobCreated.class);
        assertThat(last().findBefore().orElseThrow().job().status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(last().changes())
                .anySatisfy(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                JobChange.StateChanged.class,
                                changed -> assertThat(changed.state().status()).isEqualTo(JobStatus.SUCCEEDED)));
        assertThat(last().log()).extracting(LogEntry::message).contains("Job succeeded");
    }

    @Test
    void anEventShowsNothingOfWhatIsWorkedOn() { // promise 12
        engine.start(IMAGE, new Prompt("a cat"));
        String token = callFor("a cat", 1).token().value();

        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(event.toString()).doesNotContain("a cat").doesNotContain(token));
    }

    @Test
    void workIsInFlightUntilItHasEnded() {
        assertThat(engine.inFlight()).isZero();
        CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
        replicate.answering = call -> answer;
        engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        assertThat(engine.inFlight()).isEqualTo(1);
        answer.complete(call.created());
        await().until(() -> engine.inFlight() == 0);
    }

    private JobEvent last() {
        return events.stream()
                .reduce((one, other) -> one.version() > other.version() ? one : other)
                .orElseThrow();
    }
}
