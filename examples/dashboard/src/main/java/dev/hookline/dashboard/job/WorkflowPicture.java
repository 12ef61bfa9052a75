package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.Stage;
import dev.hookline.job.JobStep;
import dev.hookline.job.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A workflow as a row of boxes with what has become of each step in them. What is done beside a step stands below it in
 * the same column. Immutable.
 *
 * @param columns the steps in the order in which they are done
 */
record WorkflowPicture(List<List<Box>> columns) {
    /** Copies the lists. */
    WorkflowPicture {
        columns = columns.stream().map(List::copyOf).toList();
    }

    /**
     * A step.
     *
     * @param stage the step
     * @param counts what has become of it
     * @param open whether the job is still at work, so that more may come
     */
    record Box(Stage stage, Counts counts, boolean open) {
        /** Where it stands as a whole: pending, processing, succeeded or failed. */
        public String state() {
            if (counts.running() > 0) {
                return "processing";
            }
            if (counts.failed() > 0) {
                return "failed";
            }
            if (counts.done() == 0) {
                return "pending";
            }
            return open && counts.done() < stage.times() ? "processing" : "succeeded";
        }
    }

    /**
     * What has become of a step that is done for several pictures.
     *
     * @param done how often it has succeeded
     * @param running how often it is at work
     * @param failed how often it has failed or was canceled
     */
    record Counts(int done, int running, int failed) {
        static Counts of(List<JobStep> steps) {
            Map<StepStatus, Long> by =
                    steps.stream().collect(Collectors.groupingBy(JobStep::status, Collectors.counting()));
            int done = by.getOrDefault(StepStatus.SUCCEEDED, 0L).intValue();
            int running = by.getOrDefault(StepStatus.RUNNING, 0L).intValue();
            return new Counts(done, running, steps.size() - done - running);
        }
    }

    static WorkflowPicture of(List<Stage> stages, List<JobStep> steps, boolean open) {
        Map<String, List<JobStep>> byName =
                steps.stream().collect(Collectors.groupingBy(step -> step.key().step()));
        List<List<Box>> columns = new ArrayList<>();
        for (Stage stage : stages) {
            if (!stage.beside() || columns.isEmpty()) {
                columns.add(new ArrayList<>());
            }
            Counts counts = Counts.of(byName.getOrDefault(stage.step(), List.of()));
            columns.get(columns.size() - 1).add(new Box(stage, counts, open));
        }
        return new WorkflowPicture(columns);
    }
}
