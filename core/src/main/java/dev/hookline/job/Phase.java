package dev.hookline.job;

/** What a running step waits for, and so what is to be done when its {@link Work} falls due. */
public enum Phase {
    /**
     * A prediction is to be created. With no owner nobody has tried; with an owner whose lease has run out it is not
     * known whether the create was sent, and a webhook may still tell.
     */
    SUBMIT,
    /** A prediction was created, or may have been: its webhook is awaited. Due is when that webhook counts as late. */
    AWAIT,
    /** The prediction has succeeded, and the files of its output are to be stored. */
    COLLECT,
    /** Local code is to be run. */
    RUN,
    /** Child jobs are running. Due as soon as the last has ended. */
    JOIN,
    /** Child jobs are running, and all have to succeed. Due as soon as the last has ended, or one without success. */
    JOIN_ALL,
    /** Child jobs are to be canceled. Due at once, and again as soon as the last has ended. */
    STOP,
    /** Somebody outside is to say how it goes on. Due when there is no more waiting for that. */
    APPROVAL;

    /** Whether the step waits for child jobs. */
    public boolean isForChildren() {
        return this == JOIN || this == JOIN_ALL || this == STOP;
    }
}
