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
     */
    record Box(Stage stage, Counts counts) {
        /** Where it stands as a whole: pending, processing, succeeded or failed. */
        public String state() {
            return counts.state(stage.times());
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

        String state(int times) {
            if (running > 0) {
                return "processing";
            }
            if (failed > 0) {
                return "failed";
            }
            if (done >= times) {
                return "succeeded";
            }
            return done > 0 ? "processing" : "pending";
        }
    }

    static WorkflowPicture of(List<Stage> stages, List<JobStep> steps) {
        Map<String, List<JobStep>> byName =
                steps.stream().collect(Collectors.groupingBy(step -> step.key().step()));
        List<List<Box>> columns = new ArrayList<>();
        for (Stage stage : stages) {
            if (!stage.beside() || columns.isEmpty()) {
                columns.add(new ArrayList<>());
            }
            Counts counts = Counts.of(byName.getOrDefault(stage.step(), List.of()));
            columns.get(columns.size() - 1).add(new Box(stage, counts));
        }
        return new WorkflowPicture(columns);
    }
}
