package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.job.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The whole system under one seed. A failure names its seed: {@code -Dhookline.seed=N} runs that one alone,
 * {@code -Dhookline.seeds=N} runs more than usual.
 */
class SimulationTest {
    private static final int USUAL_SEEDS = 10_000;
    private static final List<String> INPUTS = List.of("a bb ccc", "dd ee", "f", "ggg hh i jj");
    private static Level levelBefore;

    @BeforeAll
    static void beQuiet() {
        levelBefore = root().getLevel();
        root().setLevel(Level.OFF);
    }

    @AfterAll
    static void beLoudAgain() {
        root().setLevel(levelBefore);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static LongStream seeds(int usual) {
        Long only = Long.getLong("hookline.seed");
        return only != null ? LongStream.of(only) : LongStream.range(0, Long.getLong("hookline.seeds", usual));
    }

    @Test
    void whateverGoesWrongEveryJobEndsOnceWithItsResultsInOrder() { // promises 2, 3, 4, 5, 9, 10, 13
        seeds(USUAL_SEEDS).forEach(seed -> check(seed, SimulatedFaults.drawn(SimulatedWorld.random(~seed))));
    }

    @Test
    void noJobIsLookedUpAndNonePaidForTwiceWhileItsWebhooksCome() { // promises 1, 3
        seeds(USUAL_SEEDS / 10).forEach(seed -> {
            SimulatedWorld world = check(seed, SimulatedFaults.DISORDER);
            assertThat(world.replicate.lookUps).as("look-ups of seed " + seed).isZero();
            assertThat(world.replicate.predictions)
                    .as("predictions of seed " + seed)
                    .hasSize(10 + INPUTS.size());
        });
    }

    private static SimulatedWorld check(long seed, SimulatedFaults faults) {
        SimulatedWorld world = new SimulatedWorld(seed, faults);
        Map<JobId, String> accepted = new LinkedHashMap<>();
        INPUTS.forEach(input -> world.start(input).ifPresent(id -> accepted.put(id, input)));
        List<JobId> jobs = new ArrayList<>(accepted.keySet());
        world.run(jobs);
        try {
            accepted.forEach((id, input) -> assertEndedAsItShould(world, id, input));
            assertThat(world.neverIssued).as("webhooks that were refused").isZero();
            assertThat(world.replicate.madeUnderOneToken())
                    .as("creates sent twice")
                    .isEmpty();
            assertThat(world.replicate.predictions.values().stream().filter(SimulatedReplicate.Prediction::isRunning))
                    .as("predictions that still run")
                    .isEmpty();
        } catch (AssertionError e) {
            throw new AssertionError(
                    "Seed " + seed + " with " + faults + ": " + e.getMessage() + "\n"
                            + jobs.stream()
                                    .flatMap(id -> world.store.log(id).stream())
                                    .map(LogEntry::toString)
                                    .collect(Collectors.joining("\n"))
                            + "\n" + String.join("\n", world.trace),
                    e);
        }
        return world;
    }

    private static void assertEndedAsItShould(SimulatedWorld world, JobId id, String input) {
        Job job = world.store.load(id).orElseThrow().job();
        assertThat(job.status()).as("status of the job for " + input).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.output(job)).contains(SimulatedWorld.expected(input));
        Map<String, Long> ends = world.store.log(id).stream()
                .filter(line -> line.message().equals("Step succeeded"))
                .collect(Collectors.groupingBy(line -> line.job() + " " + line.step(), Collectors.counting()));
        assertThat(ends.values()).as("ends of each step").containsOnly(1L);
    }
}
