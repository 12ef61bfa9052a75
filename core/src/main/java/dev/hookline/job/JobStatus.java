package dev.hookline.job;

/** Where a job stands. All but {@link #PROCESSING} are ends. */
public enum JobStatus {
    /** Some step is running or will be. */
    PROCESSING,
    /** The step that gives the job's output has succeeded. */
    SUCCEEDED,
    /** Some items of a fan-out failed and others are usable; nothing is running. */
    PARTIAL,
    /** A step failed, and nothing of the job is usable as a whole. */
    FAILED,
    /** Somebody canceled the job. */
    CANCELED;

    /** Whether nothing more will happen to the job by itself. */
    public boolean isEnd() {
        return this != PROCESSING;
    }
}
