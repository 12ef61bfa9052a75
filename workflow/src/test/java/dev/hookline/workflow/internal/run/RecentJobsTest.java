package dev.hookline.workflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.job.WorkflowRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentJobsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

    private static final Random RANDOM = new Random(1);

    private final RecentJobs recent = new RecentJobs();
    private int made;

    @Test
    void aJobIsFoundByItsTokenHoweverManyHaveComeAndGone() {
        for (int i = 0; i < 100_000; i++) {
            end(start("{}"));
        }

        Attempt attempt = start("{}");

        assertThat(recent.find(attempt.token())).isPresent();
    }

    @Test
    void nothingStaysOfJobsThatHaveEnded() {
        Attempt attempt = start("{}");

        end(attempt);

        assertThat(recent.find(attempt.token())).isEmpty();
        assertThat(recent.tokens()).isZero();
    }

    @Test
    void nothingStaysOfJobsThatAreForgotten() {
        recent.forget(start("{}").step().job());

        assertThat(recent.tokens()).isZero();
    }

    @Test
    void aTokenThatCountsNoLongerGoes() {
        Attempt first = start("{}");
        Attempt second = attempt(first.step(), 2);
        JobSnapshot before = recent.find(first.token()).orElseThrow();

        recent.note(
                JobCommit.of(
                        before.job(),
                        NOW,
                        List.of(new JobChange.StepWritten(step(second)), new JobChange.AttemptWritten(second))),
                before);

        assertThat(recent.find(first.token())).isEmpty();
        assertThat(recent.find(second.token())).isPresent();
        assertThat(recent.tokens()).isOne();
    }

    @Test
    void tokensGoWithTheJobsThatThereIsNoRoomFor() {
        String large = "x".repeat(100_000);
        List<Attempt> attempts =
                Stream.generate(() -> start(large)).limit(1_000).toList();

        long found = attempts.stream()
                .map(Attempt::token)
                .map(recent::find)
                .filter(Optional::isPresent)
                .count();
        assertThat(found).isBetween(1L, 300L);
        assertThat(recent.tokens()).isEqualTo((int) found);
    }

    private Attempt start(String input) {
        made++;
        JobId id = new JobId("%026d".formatted(made));
        Job job = new Job(
                id,
                new WorkflowRef("draw", "f"),
                null,
                JobLabels.NONE,
                input,
                new JobState(JobStatus.PROCESSING, null, null, NOW),
                NOW,
                1);
        Attempt attempt = attempt(new StepKey(id, "ask"), 1);
        recent.note(
                JobCommit.creating(
                        job,
                        NOW,
                        List.of(
                                new JobChange.JobCreated(job),
                                new JobChange.StepWritten(step(attempt)),
                                new JobChange.AttemptWritten(attempt))),
                null);
        return attempt;
    }

    private void end(Attempt attempt) {
        JobSnapshot before = recent.find(attempt.token()).orElseThrow();
        JobState ended = new JobState(JobStatus.SUCCEEDED, "{}", null, NOW);
        recent.note(
                JobCommit.of(
                        before.job(),
                        NOW,
                        List.of(new JobChange.StateChanged(before.job().id(), ended))),
                before);
    }

    private static Attempt attempt(StepKey step, int number) {
        return new Attempt(CallbackToken.create(RANDOM), step, number, AttemptStatus.OPEN, null, NOW);
    }

    private static JobStep step(Attempt attempt) {
        Work work = new Work(Phase.AWAIT, NOW, null, 0);
        return new JobStep(attempt.step(), StepStatus.RUNNING, attempt.number(), attempt.token(), work, 0, null, null);
    }
}
