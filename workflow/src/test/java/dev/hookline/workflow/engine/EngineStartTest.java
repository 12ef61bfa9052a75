package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.HooklineException;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobStore;
import dev.hookline.job.Phase;
import dev.hookline.testkit.FaultyJobStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Starting one job, and many. */
class EngineStartTest extends EngineHarness {
    private static List<Prompt> prompts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Prompt("prompt " + i))
                .toList();
    }

    @Test
    void thousandsAreStartedInOneCallAndFewTransactions() {
        replicate.answering = call -> new CompletableFuture<>();
        FaultyJobStore counting = FaultyJobStore.of(store);
        Engine busy = newEngine(settings().store(counting).maxInFlight(50));
        long before = counting.commitCalls();

        List<JobId> ids = busy.startAll(IMAGE, prompts(3_000), prompt -> JobLabels.ownedBy("ann"));

        assertThat(new HashSet<>(ids)).hasSize(3_000);
        assertThat(ids).allSatisfy(id -> assertThat(store.load(id)).isPresent());
        assertThat(counting.commitCalls() - before).as("transactions").isLessThan(150);
    }

    @Test
    void aNodeTakesNoMoreThanItMayHaveInFlight() {
        replicate.answering = call -> new CompletableFuture<>();
        engine.close();
        Engine busy = newEngine(settings().maxInFlight(20).lease(Duration.ofMinutes(1)));

        List<JobId> ids = busy.startAll(IMAGE, prompts(100), prompt -> JobLabels.NONE);

        assertThat(taken(ids)).isLessThanOrEqualTo(20);
        await().until(() -> replicate.calls.size() == 20);
    }

    @Test
    void aStartThatMeetsALookForWorkDoesNotTakeTheSamePlaces() throws InterruptedException {
        replicate.answering = call -> new CompletableFuture<>();
        engine.close();
        Duration patience = Duration.ofMillis(100);
        EngineBuilder common = settings().lease(Duration.ofMinutes(1)).shutdownPatience(patience);
        List<JobId> left = newEngine(common.maxInFlight(1)).startAll(IMAGE, prompts(21), prompt -> JobLabels.NONE);
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Engine busy = newEngine(settings()
                .store(waitingAfterClaims(claimed, goOn))
                .lease(Duration.ofMinutes(1))
                .shutdownPatience(patience)
                .maxInFlight(20));
        assertThat(claimed.await(10, TimeUnit.SECONDS)).isTrue();

        List<JobId> started = busy.startAll(IMAGE, prompts(20), prompt -> JobLabels.NONE);

        assertThat(taken(left)).isEqualTo(21);
        assertThat(taken(started)).isZero();
        goOn.countDown();
    }

    private JobStore waitingAfterClaims(CountDownLatch claimed, CountDownLatch goOn) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (self, method, arguments) -> {
                    Object result = method.invoke(store, arguments);
                    if (method.getName().equals("claim")) {
                        claimed.countDown();
                        goOn.await(10, TimeUnit.SECONDS);
                    }
                    return result;
                });
    }

    private long taken(List<JobId> jobs) {
        return jobs.stream()
                .map(id -> store.load(id).orElseThrow().findStep("generate").orElseThrow())
                .filter(step -> step.isIn(Phase.SUBMIT)
                        && step.work() != null
                        && step.work().owner() != null)
                .count();
    }

    @Test
    void whatIsBeyondTheLimitIsTakenUpAsSoonAsThereIsRoom() {
        engine.close();
        Engine busy = newEngine(settings().maxInFlight(20).pollInterval(Duration.ofMinutes(1)));

        busy.startAll(IMAGE, prompts(200), prompt -> JobLabels.NONE);

        await().until(() -> replicate.calls.size() == 200);
    }

    @Test
    void theSameKeyGivesTheSameJobWithinACallAndAcrossCalls() {
        List<Prompt> twice = List.of(new Prompt("one"), new Prompt("two"), new Prompt("one"));

        List<JobId> first = engine.startAll(IMAGE, twice, p -> JobLabels.NONE.withIdempotencyKey(p.text()));
        List<JobId> second = engine.startAll(IMAGE, twice, p -> JobLabels.NONE.withIdempotencyKey(p.text()));

        assertThat(first.get(0)).isEqualTo(first.get(2)).isNotEqualTo(first.get(1));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void nothingIsStartedWhenOneInputCannotBeWritten() {
        assertThatThrownBy(() -> engine.startAll(IMAGE, List.of(new Prompt("fine"), new Prompt("bad")), prompt -> {
                    if (prompt.text().equals("bad")) {
                        throw new HooklineException("no labels for this one");
                    }
                    return JobLabels.NONE;
                }))
                .isInstanceOf(HooklineException.class);

        assertThat(store.list(JobQuery.newest(10))).isEmpty();
    }

    @Test
    void noneIsAllRight() {
        assertThat(engine.startAll(IMAGE, List.<Prompt>of(), prompt -> JobLabels.NONE))
                .isEmpty();
    }
}
