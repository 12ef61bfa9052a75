package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.job.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * The whole system under one seed. A failure names its seed: {@code -Dhookline.seed=N} runs that one alone,
 * {@code -Dhookline.seeds=N} runs more than usual.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
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

    @Test
    void whateverGoesWrongAndWhoeverInterferesEveryJobEndsAsItShould() { // promises 5, 6, 10, 11
        seeds(USUAL_SEEDS / 5).forEach(seed -> {
            SimulatedWorld world = new SimulatedWorld(seed, SimulatedFaults.drawn(SimulatedWorld.random(~seed)));
            SimulatedPeople people = new SimulatedPeople(world);
            List<JobId> jobs = people.startJobs();
            world.run(jobs);
            explained(seed, world, jobs, () -> {
                people.assertAllIsWell();
                assertNothingIsLeft(world, jobs);
            });
        });
    }

    private static SimulatedWorld check(long seed, SimulatedFaults faults) {
        SimulatedWorld world = new SimulatedWorld(seed, faults);
        Map<JobId, String> accepted = new LinkedHashMap<>();
        INPUTS.forEach(input ->
                world.start(world.flows.merged, input, JobLabels.NONE).ifPresent(id -> accepted.put(id, input)));
        List<JobId> jobs = new ArrayList<>(accepted.keySet());
        world.run(jobs);
        explained(seed, world, jobs, () -> {
            accepted.forEach((id, input) -> assertEndedAsItShould(world, id, input));
            assertNothingIsLeft(world, jobs);
        });
        return world;
    }

    private static void explained(long seed, SimulatedWorld world, List<JobId> jobs, Runnable assertions) {
        try {
            assertions.run();
        } catch (AssertionError e) {
            String logs = jobs.stream()
                    .flatMap(id -> world.store.log(id).stream())
                    .map(LogEntry::toString)
                    .collect(Collectors.joining("\n"));
            String trace = String.join("\n", world.trace);
            throw new AssertionError(
                    "Seed " + seed + " with " + world.faults + ": " + e.getMessage() + "\n" + logs + "\n" + trace, e);
        }
    }

    private static void assertNothingIsLeft(SimulatedWorld world, List<JobId> jobs) {
        assertThat(jobs).as("jobs with something left to do").allMatch(world::isSettled);
        assertThat(world.neverIssued).as("webhooks that were refused").isZero();
        assertThat(world.replicate.madeUnderOneToken()).as("creates sent twice").isEmpty();
        assertThat(world.replicate.predictions.values().stream().filter(SimulatedReplicate.Prediction::isRunning))
                .as("predictions that still run")
                .isEmpty();
    }

    private static void assertEndedAsItShould(SimulatedWorld world, JobId id, String input) {
        Job job = world.job(id);
        assertThat(job.status()).as("status of the job for " + input).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.output(world.flows.merged, job)).contains(SimulatedWorld.expected(input));
        Map<String, Long> ends = world.store.log(id).stream()
                .filter(line -> line.message().equals("Step succeeded"))
                .collect(Collectors.groupingBy(line -> line.job() + " " + line.step(), Collectors.counting()));
        assertThat(ends.values()).as("ends of each step").containsOnly(1L);
    }
}
