package dev.hookline.testkit;

import static dev.hookline.testkit.Samples.NOW;
import static dev.hookline.testkit.Samples.at;
import static dev.hookline.testkit.Samples.awaiting;
import static dev.hookline.testkit.Samples.changed;
import static dev.hookline.testkit.Samples.created;
import static dev.hookline.testkit.Samples.creation;
import static dev.hookline.testkit.Samples.due;
import static dev.hookline.testkit.Samples.key;
import static dev.hookline.testkit.Samples.logged;
import static dev.hookline.testkit.Samples.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobError;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back as it was. */
abstract class ValuePromises extends CommitPromises {
    private static final String HARD_TEXT =
            "\"'`;--\\ \t\r\n %_$1 ? {0} (a,\"b\",,NULL) ภาพถ่าย 写真 ünï \uD83D\uDC31 \u2028 \u200F";
    private static final Instant MICROS = Instant.parse("2031-12-31T23:59:59.999999Z");
    private static final int MEGABYTE = 1 << 20;

    @Test
    void aJobWithEverythingIsReadBackAsItWasWritten() {
        JobLabels labels = new JobLabels("owner", "key", Map.of("a", "1", "b", ""), MICROS);
        JobState state = new JobState(JobStatus.PARTIAL, "[1]", new JobError("code", "message"), MICROS);
        Job job = new Job(samples.id(), Samples.workflow("w"), null, labels, "{}", state, MICROS, 1);
        commit(creation(job));
        assertThat(load(job.id())).isEqualTo(new JobSnapshot(job, List.of(), List.of()));
    }

    @Test
    void aJobWithAsLittleAsCanBeIsReadBackAsItWasWritten() {
        Job job = samples.job();
        commit(creation(job));
        assertThat(load(job.id())).isEqualTo(new JobSnapshot(job, List.of(), List.of()));
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void aJobOfAnyStatusIsReadBack(JobStatus status) {
        Job job = saved(samples.job());
        commit(at(job, changed(job, Samples.ended(status))));
        assertThat(load(job.id()).job().status()).isEqualTo(status);
    }

    @Test
    void aChildKnowsItsPlace() {
        Job job = saved(samples.job());
        Job child = samples.child(job, Samples.STEP, 7);
        Job grandchild = samples.child(child, "deeper", 0);
        commit(at(job, created(child)));
        commit(at(child, created(grandchild)));
        assertThat(load(child.id()).job()).isEqualTo(child.next(child.state()));
        assertThat(load(grandchild.id()).job()).isEqualTo(grandchild);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void aRunningStepOfAnyPhaseIsReadBack(Phase phase) {
        Job job = saved(samples.job());
        JobStep leased = Samples.step(job, Work.leased(phase, MICROS, "node"));
        commit(at(job, 1, written(leased)));
        assertThat(load(job.id()).steps()).containsExactly(leased);
        JobStep waiting = Samples.step(job, Work.waiting(phase));
        commit(at(job, 2, written(waiting)));
        assertThat(load(job.id()).steps()).containsExactly(waiting);
    }

    @ParameterizedTest
    @EnumSource(value = StepStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
    void anEndedStepOfAnyStatusIsReadBack(StepStatus status) {
        Job job = saved(samples.job());
        JobStep ended = due(job, NOW).ended(status, "[1]", new JobError("code", HARD_TEXT));
        commit(at(job, written(ended)));
        assertThat(load(job.id()).steps()).containsExactly(ended);
    }

    @Test
    void aStepIsReplacedAsAWhole() {
        Job job = saved(samples.job());
        Attempt attempt = samples.attempt(job);
        Work work = Work.leased(Phase.COLLECT, MICROS, "node").withPriority(-3);
        JobError error = new JobError("code", "message");
        JobStep full = new JobStep(key(job), StepStatus.RUNNING, 3, attempt.token(), work, 2, "[1]", error);
        commit(at(job, 1, written(attempt), written(full)));
        assertThat(load(job.id()).steps()).containsExactly(full);
        JobStep bare = new JobStep(key(job), StepStatus.FAILED, 1, null, null, 0, null, null);
        commit(at(job, 2, written(bare)));
        assertThat(load(job.id())).isEqualTo(new JobSnapshot(load(job.id()).job(), List.of(bare), List.of()));
    }

    @ParameterizedTest
    @EnumSource(AttemptStatus.class)
    void anAttemptIsReplacedAsAWhole(AttemptStatus status) {
        Job job = saved(samples.job());
        Attempt attempt = samples.attempt(job);
        commit(at(job, 1, written(attempt)));
        assertThat(store.findAttempt(attempt.token())).contains(attempt);
        Attempt bound = attempt.bound("prediction").withStatus(status);
        commit(at(job, 2, written(bound)));
        assertThat(store.findAttempt(attempt.token())).contains(bound);
    }

    @Test
    void changesAreMadeInTheirOrder() {
        Job job = saved(samples.job());
        Attempt attempt = samples.attempt(job);
        commit(at(
                job,
                changed(job, Samples.ended(JobStatus.FAILED)),
                written(due(job, NOW)),
                written(attempt),
                changed(job, JobState.processing(MICROS)),
                written(awaiting(job, attempt)),
                written(attempt.bound("last"))));
        Job expected = job.next(JobState.processing(MICROS));
        assertThat(load(job.id()))
                .isEqualTo(new JobSnapshot(expected, List.of(awaiting(job, attempt)), List.of(attempt.bound("last"))));
    }

    @Test
    void anyTextIsReadBackAsItWasWritten() {
        JobLabels labels = new JobLabels(HARD_TEXT, HARD_TEXT, Map.of(HARD_TEXT, HARD_TEXT), null);
        JobState state = new JobState(JobStatus.FAILED, HARD_TEXT, new JobError("c", HARD_TEXT), NOW);
        Job job = new Job(samples.id(), Samples.workflow(HARD_TEXT), null, labels, HARD_TEXT, state, NOW, 1);
        StepKey key = new StepKey(job.id(), HARD_TEXT);
        JobStep step = JobStep.begun(key, Work.leased(Phase.RUN, NOW, HARD_TEXT), 0);
        Attempt attempt = new Attempt(samples.token(), key, 1, AttemptStatus.OPEN, HARD_TEXT, NOW);
        LogEntry entry = new LogEntry(job.id(), job.id(), NOW, LogEntry.Level.WARN, HARD_TEXT, 1, HARD_TEXT, HARD_TEXT);
        commit(creation(job, written(step), written(attempt), logged(entry)));
        assertThat(load(job.id())).isEqualTo(new JobSnapshot(job, List.of(step), List.of()));
        assertThat(store.findAttempt(attempt.token())).contains(attempt);
        assertThat(store.log(job.id())).containsExactly(entry);
    }

    @Test
    void emptyTextIsNotTakenForNoText() {
        Job job = samples.job(new JobLabels("", "", Map.of("", ""), null));
        JobStep ended = due(job, NOW).ended(StepStatus.FAILED, "", new JobError("", ""));
        commit(creation(job, written(ended)));
        assertThat(load(job.id())).isEqualTo(new JobSnapshot(job, List.of(ended), List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {4_000, 70_000, MEGABYTE, 3 * MEGABYTE})
    void aLargeValueIsReadBackAsItWasWritten(int length) {
        String large = "{\"text\":\"" + "é\\\"x".repeat(length / 4) + "\"}";
        JobState state = new JobState(JobStatus.SUCCEEDED, large, null, NOW);
        Job job = new Job(samples.id(), Samples.workflow("w"), null, JobLabels.NONE, large, state, NOW, 1);
        JobStep ended = due(job, NOW).ended(StepStatus.SUCCEEDED, large, null);
        JobStep other = JobStep.begun(new StepKey(job.id(), "other"), Work.waiting(Phase.JOIN), 1);
        commit(creation(job, written(ended), written(other)));
        assertThat(load(job.id()).job().equals(job)).isTrue();
        assertThat(step(ended.key()).equals(ended)).isTrue();
        assertThat(step(other.key())).isEqualTo(other);
    }

    @Test
    void timesAreKeptToTheMicrosecond() {
        for (long micros : new long[] {0, 1, 999, 1_000, 123_456, 500_001, 999_999}) {
            Instant at = NOW.truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofNanos(micros * 1_000));
            Job job = new Job(
                    samples.id(), Samples.workflow("w"), null, JobLabels.NONE, "{}", JobState.processing(at), at, 1);
            commit(creation(job, written(due(job, at))));
            assertThat(load(job.id())).isEqualTo(new JobSnapshot(job, List.of(due(job, at)), List.of()));
        }
    }

    @Test
    void aFanOutOfAThousandIsOneCommit() {
        Job job = samples.job();
        List<Job> children = samples.children(job, Samples.STEP, 1_000);
        List<JobChange> changes = new ArrayList<>();
        for (Job child : children) {
            Attempt attempt = samples.attempt(child);
            changes.addAll(List.of(created(child), written(attempt), written(awaiting(child, attempt))));
        }
        changes.add(written(Samples.joining(job, children.size())));
        commit(creation(job, changes.toArray(JobChange[]::new)));
        assertThat(store.children(key(job))).isEqualTo(children);
        assertThat(load(children.get(999).id()).attempts()).hasSize(1);
    }
}
