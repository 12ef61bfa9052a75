package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobChange;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.job.LogEntry;
import dev.hookline.workflow.event.JobEvent;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    @Test
    void commitsOfAJobAreHeardOfInTheirOrderAndOneAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> together = new CopyOnWriteArrayList<>();
        List<JobEvent> heard = new CopyOnWriteArrayList<>();
        Engine told = newEngine(settings().listener(event -> {
            together.add(inside.incrementAndGet());
            heard.add(event);
            inside.decrementAndGet();
        }));
        List<String> prompts = IntStream.range(0, 12).mapToObj(i -> "item " + i).toList();
        JobId id = told.start(MERGED, new Album(prompts));
        List<FakeReplicate.Call> calls =
                prompts.stream().map(prompt -> callFor(prompt, 1)).toList();

        atOnce(calls.stream()
                .<Runnable>map(call -> () -> told.deliver(
                        call.token(), RemotePrediction.succeeded(call.id(), '"' + FakeReplicate.FILES + "f.png\"")))
                .toList());
        FakeReplicate.Call merge = callFor("merge", 1);
        told.deliver(merge.token(), RemotePrediction.succeeded(merge.id(), "\"done\""));
        ended(id);

        await().until(() -> heard.stream()
                .anyMatch(event -> event.log().stream()
                        .anyMatch(
                                line -> line.job().equals(id) && line.message().equals("Job succeeded"))));
        assertThat(together).containsOnly(1);
        heard.stream()
                .collect(Collectors.groupingBy(JobEvent::job))
                .values()
                .forEach(ofOne -> assertThat(ofOne).isSortedAccordingTo(Comparator.comparing(JobEvent::version)));
    }

    @Test
    void aListenerMayStartJobsAndMayThrow() {
        AtomicBoolean started = new AtomicBoolean();
        AtomicReference<Engine> self = new AtomicReference<>();
        Engine telling = newEngine(settings().listener(event -> {
            if (started.compareAndSet(false, true)) {
                Objects.requireNonNull(self.get()).start(IMAGE, new Prompt("by the listener"));
            }
            throw new IllegalStateException("a bad listener");
        }));
        self.set(telling);

        JobId id = telling.start(IMAGE, new Prompt("by the test"));

        succeed(callFor("by the listener", 1));
        succeed(callFor("by the test", 1));
        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }
}
