package dev.hookline.benchmarks.engine;

import dev.hookline.job.JobChange;
import dev.hookline.job.JobStatus;
import dev.hookline.workflow.event.EngineListener;
import dev.hookline.workflow.event.JobEvent;

/** Hears of the jobs that end well. */
public final class Ends {
    private Ends() {}

    /** A listener that tells of each job that was started from outside and has succeeded. */
    public static EngineListener of(Runnable ended) {
        return event -> {
            if (isEnd(event)) {
                ended.run();
            }
        };
    }

    private static boolean isEnd(JobEvent event) {
        return event.job().equals(event.root())
                && event.changes().stream()
                        .anyMatch(change -> change instanceof JobChange.StateChanged changed
                                && changed.state().status() == JobStatus.SUCCEEDED);
    }
}
