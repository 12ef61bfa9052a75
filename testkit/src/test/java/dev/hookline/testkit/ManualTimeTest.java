package dev.hookline.testkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private final ManualTime time = ManualTime.startingAt(START);
    private final List<String> ran = new ArrayList<>();

    @Test
    void theClockStandsStillUntilItIsMoved() {
        assertThat(time.instant()).isEqualTo(START);
        time.advance(Duration.ofMillis(1_500));
        assertThat(time.instant()).isEqualTo(START.plusMillis(1_500));
        assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tasksRunInTheOrderOfTheirTimesAndThenInTheOrderInWhichTheyWereGiven() {
        schedule("c", 3);
        schedule("a", 1);
        schedule("b", 2);
        schedule("b2", 2);
        schedule("late", 4);
        time.advance(Duration.ofSeconds(3));
        assertThat(ran).containsExactly("a", "b", "b2", "c");
    }

    @Test
    void theClockShowsTheTimeOfTheTaskThatRuns() throws Exception {
        ScheduledFuture<Instant> seen = time.schedule(time::instant, 2, SECONDS);
        assertThat(seen.getDelay(MILLISECONDS)).isEqualTo(2_000);
        time.advance(Duration.ofSeconds(9));
        assertThat(seen.get()).isEqualTo(START.plusSeconds(2));
        assertThat(time.instant()).isEqualTo(START.plusSeconds(9));
    }

    @Test
    void whatATaskSchedulesRunsInTheSameCallWhenItsTimeLiesWithin() {
        Future<?> outer = time.schedule(
                () -> {
                    schedule("within", 1);
                    schedule("beyond", 5);
                },
                1,
                SECONDS);
        time.advance(Duration.ofSeconds(3));
        assertThat(outer).isDone();
        assertThat(ran).containsExactly("within");
    }

    @Test
    void whatIsExecutedRunsWithTheNextCallInTheThreadThatMakesIt() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        time.execute(() -> thread.complete(Thread.currentThread()));
        assertThat(thread).isNotDone();
        time.runDue();
        assertThat(thread).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void aTaskIsRepeatedAtItsPeriodUntilItIsCanceled() {
        ScheduledFuture<?> rate = time.scheduleAtFixedRate(() -> ran.add("rate"), 1, 2, SECONDS);
        ScheduledFuture<?> delay = time.scheduleWithFixedDelay(() -> ran.add("delay"), 0, 4, SECONDS);
        time.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("delay", "rate", "rate", "delay", "rate");
        assertThat(rate.cancel(false)).isTrue();
        assertThat(delay.cancel(false)).isTrue();
        time.advance(Duration.ofSeconds(50));
        assertThat(ran).hasSize(5);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aRepeatedTaskThatFailsIsNotRepeated() {
        Future<?> failing = time.scheduleAtFixedRate(ManualTimeTest::fail, 1, 1, SECONDS);
        time.advance(Duration.ofSeconds(5));
        assertThat(failing).isDone();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aFailureIsFoundInTheFutureAndThatOfAnExecutedTaskComesOut() {
        Future<?> scheduled = time.schedule(ManualTimeTest::fail, 0, SECONDS);
        Future<?> submitted = time.submit(ManualTimeTest::fail);
        time.runDue();
        assertThatThrownBy(scheduled::get).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(submitted::get).isInstanceOf(ExecutionException.class);
        time.execute(ManualTimeTest::fail);
        schedule("after", 0);
        assertThatThrownBy(time::runDue).hasMessage("failed on purpose");
        time.runDue();
        assertThat(ran).containsExactly("after");
    }

    @Test
    void aTaskCannotMoveTheClock() {
        time.execute(time::runDue);
        assertThatThrownBy(time::runDue).isInstanceOf(IllegalStateException.class);
        time.runDue();
    }

    @Test
    void afterTheShutdownWhatWaitsStillRunsAndNothingNewIsTaken() {
        schedule("waiting", 1);
        Future<?> repeated = time.scheduleAtFixedRate(() -> ran.add("repeated"), 1, 1, SECONDS);
        time.shutdown();
        assertThat(repeated).isCancelled();
        assertThat(time.isTerminated()).isFalse();
        assertThatThrownBy(() -> time.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        time.advance(Duration.ofSeconds(2));
        assertThat(ran).containsExactly("waiting");
        assertThat(time.isTerminated()).isTrue();
    }

    @Test
    void aShutdownAtOnceGivesBackWhatNeverRan() {
        schedule("waiting", 1);
        assertThat(time.shutdownNow()).hasSize(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(ran).isEmpty();
        assertThat(time.awaitTermination(1, SECONDS)).isTrue();
    }

    @Test
    void anyThreadGivesTasks() throws Exception {
        List<Future<Integer>> given = Race.run(8, thread -> time.schedule(() -> thread, thread, SECONDS));
        time.advance(Duration.ofSeconds(10));
        assertThat(given).hasSize(8).allSatisfy(future -> assertThat(future).isDone());
    }

    private void schedule(String name, long seconds) {
        Future<?> future = time.schedule(() -> ran.add(name), seconds, SECONDS);
        assertThat(future).isNotDone();
    }

    private static void fail() {
        throw new IllegalStateException("failed on purpose");
    }
}
