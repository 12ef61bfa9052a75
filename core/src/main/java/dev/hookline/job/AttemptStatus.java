package dev.hookline.job;

/** Whether an attempt's webhook still matters. */
public enum AttemptStatus {
    /** The webhook is awaited. */
    OPEN,
    /** The attempt has ended; a repeated webhook changes nothing. */
    ENDED,
    /** Another attempt has taken its place, or the job was canceled: a prediction that shows up late is canceled. */
    ABANDONED
}
