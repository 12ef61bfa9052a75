package dev.hookline.workflow;

/** What the failure of one item means for the others of its fan-out. */
public enum ItemFailure {
    /** The others go on to their ends; the fan-out ends partial when some have succeeded. */
    KEEP_GOING,
    /** The others are canceled, their running predictions included, and the fan-out fails. */
    STOP_ALL
}
