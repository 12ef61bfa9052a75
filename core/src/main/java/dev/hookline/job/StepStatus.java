package dev.hookline.job;

/** Where a step stands that has begun; a step that has not begun has no {@link JobStep} yet. */
public enum StepStatus {
    /** The step has begun and has not ended: see its {@link Work}. */
    RUNNING,
    /** The step has a result. */
    SUCCEEDED,
    /** The step is a fan-out of which some items failed; it has no result as a whole. */
    PARTIAL,
    /** The step has ended with an error. */
    FAILED,
    /** The job was canceled while the step was running. */
    CANCELED;

    /** Whether the step has ended. */
    public boolean isEnd() {
        return this != RUNNING;
    }
}
