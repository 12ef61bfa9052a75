package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Those who start jobs in a simulated world, and cancel, approve and retry them at any moment and at any node. */
final class SimulatedPeople {
    private static final String POISONED = "aa poison1 b poison22";
    private static final String CURED = "[[aa][poison1][b][poison22]]";

    private final SimulatedWorld world;
    private final List<JobId> jobs = new ArrayList<>();
    private final List<Runnable> assertions = new ArrayList<>();

    SimulatedPeople(SimulatedWorld world) {
        this.world = world;
    }

    List<JobId> startJobs() {
        startOneThatIsCanceled();
        startOneWithADeadline();
        startOneThatIsApproved();
        startOneThatNeedsAllAndIsTriedAgain();
        startOneWhoseItemsAreTriedAgain();
        return jobs;
    }

    void assertAllIsWell() {
        assertions.forEach(Runnable::run);
    }

    private interface Then {
        void follow(JobId id);
    }

    private void start(Workflow<String, String> workflow, String input, JobLabels labels, Then then) {
        world.start(workflow, input, labels).ifPresent(id -> {
            jobs.add(id);
            then.follow(id);
        });
    }

    private void startOneThatIsCanceled() {
        start(world.flows.merged, "a bb c", JobLabels.NONE, id -> {
            world.insist(engine -> engine.cancel(id) || world.job(id).status().isEnd());
            assertions.add(() -> assertThat(world.job(id).status())
                    .as("the canceled job")
                    .isIn(JobStatus.CANCELED, JobStatus.SUCCEEDED));
        });
    }

    private void startOneWithADeadline() {
        JobLabels soon = JobLabels.NONE.withDeadlineAt(world.now().plusSeconds(20));
        start(
                world.flows.merged,
                "dd e ff",
                soon,
                id -> assertions.add(() -> {
                    Job job = world.job(id);
                    if (job.status() != JobStatus.SUCCEEDED) {
                        assertThat(job.state().findError().map(JobError::code))
                                .as("the job with a deadline")
                                .contains("deadline-exceeded");
                    }
                }));
    }

    private void startOneThatIsApproved() {
        start(world.flows.reviewed, "plan", JobLabels.NONE, id -> {
            world.insist(engine -> engine.approve(id, "review", "agreed")
                    || world.job(id).status().isEnd());
            expect(world.flows.reviewed, id, "[plan] agreed");
        });
    }

    private void startOneThatNeedsAllAndIsTriedAgain() {
        start(world.flows.allNeeded, POISONED, JobLabels.NONE, id -> {
            world.insist(engine -> {
                if (world.job(id).status() == JobStatus.FAILED) {
                    world.replicate.cured |= world.random.nextBoolean();
                    engine.retry(id);
                }
                return world.job(id).status() == JobStatus.SUCCEEDED;
            });
            expect(world.flows.allNeeded, id, CURED);
        });
    }

    private void startOneWhoseItemsAreTriedAgain() {
        start(world.flows.merged, POISONED, JobLabels.NONE, id -> {
            world.later(Duration.ofMinutes(5), () -> world.replicate.cured = true);
            world.insist(engine -> {
                items(id).stream()
                        .filter(item -> item.status() == JobStatus.FAILED)
                        .forEach(item -> engine.retry(item.id()));
                return world.job(id).status() == JobStatus.SUCCEEDED;
            });
            expect(world.flows.merged, id, CURED);
        });
    }

    private List<Job> items(JobId id) {
        return world.store.load(id).orElseThrow().steps().stream()
                .map(JobStep::key)
                .filter(step -> step.step().equals("item"))
                .flatMap(step -> world.store.children(step).stream())
                .toList();
    }

    private void expect(Workflow<?, String> workflow, JobId id, String output) {
        assertions.add(() -> {
            assertThat(world.job(id).status()).as("job for " + output).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(world.output(workflow, world.job(id))).contains(output);
        });
    }
}
