package dev.hookline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.StateChanged;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobCommitTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Job job = job();
    private final Job other = job();

    @Test
    void whatItNeedsToKnowOfTheJobIsTakenFromIt() {
        assertThat(JobCommit.of(job, NOW, List.of()))
                .isEqualTo(new JobCommit(job.id(), "merge", job.version(), NOW, List.of()));
        List<JobChange> creation = List.of(new JobCreated(job));
        assertThat(JobCommit.creating(job, NOW, creation))
                .isEqualTo(new JobCommit(job.id(), "merge", JobCommit.NEW, NOW, creation));
    }

    @Test
    void oneAtVersionZeroBeginsWithTheCreationOfItsJobAndNoOtherDoes() {
        assertThatThrownBy(() -> JobCommit.creating(job, NOW, List.of(new JobCreated(other), new JobCreated(job))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(job.id().value());
        assertThatThrownBy(() -> JobCommit.of(job, NOW, List.of(new JobCreated(job))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 0");
    }

    @Test
    void aJobIsCreatedForTheWorkflowThatItRuns() {
        List<JobChange> creation = List.of(new JobCreated(job));
        assertThatThrownBy(() -> new JobCommit(job.id(), "photo", JobCommit.NEW, NOW, creation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("photo")
                .hasMessageContaining("merge");
    }

    @Test
    void theStateOfAnotherJobIsNotChanged() {
        StateChanged change = new StateChanged(other.id(), JobState.processing(NOW));
        assertThatThrownBy(() -> JobCommit.of(job, NOW, List.of(change)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("STATE_CHANGED");
    }

    private static Job job() {
        WorkflowRef workflow = new WorkflowRef("merge", "f00d");
        JobId id = JobId.create(NOW, new SecureRandom());
        return new Job(id, workflow, null, JobLabels.NONE, "{}", JobState.processing(NOW), NOW, 1);
    }
}
