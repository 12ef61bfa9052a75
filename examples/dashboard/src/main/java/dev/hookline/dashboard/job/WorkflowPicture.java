package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.Stage;
import dev.hookline.job.JobStep;
import dev.hookline.job.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A workflow drawn as boxes and arrows, with what has become of each step over it: what a page needs to write it as SVG.
 * What is done beside the rest stands below it. Immutable.
 *
 * @param boxes the steps in the order in which they are done
 * @param arrows what follows what, as the data of SVG paths
 * @param width of all, in units of the picture
 * @param height of all, in units of the picture
 */
record WorkflowPicture(List<Box> boxes, List<String> arrows, int width, int height) {
    static final int BOX_WIDTH = 156;
    static final int BOX_HEIGHT = 64;
    private static final int COLUMN = BOX_WIDTH + 40;
    private static final int ROW = BOX_HEIGHT + 28;
    private static final int MARGIN = 2;

    /** Copies the lists. */
    WorkflowPicture {
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }

    /**
     * A step.
     *
     * @param stage the step
     * @param x its left side
     * @param y its upper side
     * @param counts what has become of it
     */
    record Box(Stage stage, int x, int y, Counts counts) {
        /** Where it stands as a whole: pending, processing, succeeded or failed. */
        public String state() {
            return counts.state(stage.times());
        }

        /** The width of the part that is done. */
        public int doneWidth() {
            return BOX_WIDTH * Math.min(counts.done(), stage.times()) / stage.times();
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
        List<Box> boxes = new ArrayList<>();
        List<String> arrows = new ArrayList<>();
        int column = 0;
        for (Stage stage : stages) {
            int place = stage.beside() ? column - 1 : column++;
            Counts counts = Counts.of(byName.getOrDefault(stage.step(), List.of()));
            boxes.add(new Box(stage, MARGIN + place * COLUMN, MARGIN + (stage.beside() ? ROW : 0), counts));
            arrow(stage, place).ifPresent(arrows::add);
        }
        boolean twoRows = stages.stream().anyMatch(Stage::beside);
        return new WorkflowPicture(
                boxes,
                arrows,
                2 * MARGIN + column * COLUMN - (COLUMN - BOX_WIDTH),
                2 * MARGIN + BOX_HEIGHT + (twoRows ? ROW : 0));
    }

    /** From the box before, or from the one at the side up to the one that comes next. */
    private static Optional<String> arrow(Stage stage, int place) {
        int middle = MARGIN + BOX_HEIGHT / 2;
        if (stage.beside()) {
            int from = MARGIN + place * COLUMN + BOX_WIDTH;
            int under = MARGIN + (place + 1) * COLUMN + BOX_WIDTH / 2;
            return Optional.of("M" + from + " " + (middle + ROW) + "H" + under + "V" + (MARGIN + BOX_HEIGHT + 3));
        }
        int to = MARGIN + place * COLUMN;
        return place == 0
                ? Optional.empty()
                : Optional.of("M" + (to - (COLUMN - BOX_WIDTH)) + " " + middle + "H" + (to - 3));
    }
}
