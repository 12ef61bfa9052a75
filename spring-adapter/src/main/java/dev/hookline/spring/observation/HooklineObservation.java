package dev.hookline.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.docs.ObservationDocumentation;

/** What is observed, with the keys of each observation. */
public enum HooklineObservation implements ObservationDocumentation {
    /** The start of one job or of many by one call, until they are durable. */
    START("hookline.job.start"),

    /** A piece of work for a step; a create until its answer was stored. */
    STEP("hookline.step"),

    /** A webhook that was verified and belongs to a job, until its effect was committed. */
    WEBHOOK("hookline.webhook");

    private final String name;

    HooklineObservation(String name) {
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return switch (this) {
            case START -> new KeyName[] {LowKey.WORKFLOW};
            case STEP -> new KeyName[] {LowKey.WORKFLOW, LowKey.STEP, LowKey.PHASE};
            case WEBHOOK -> new KeyName[] {LowKey.WORKFLOW, LowKey.STEP, LowKey.STATE};
        };
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return this == START
                ? new KeyName[] {HighKey.JOBS}
                : new KeyName[] {HighKey.ROOT, HighKey.JOB, HighKey.ATTEMPT, HighKey.PREDICTION};
    }

    /** Keys of few values, which meters have too. */
    public enum LowKey implements KeyName {
        /** The workflow's name. */
        WORKFLOW,
        /** The step's name. */
        STEP,
        /** What is done: submit, await, collect, run, join, join_all, stop, approval. */
        PHASE,
        /** What the webhook says of the prediction: running, succeeded, failed, canceled. */
        STATE;

        @Override
        public String asString() {
            return HooklineObservations.lower(this);
        }
    }

    /** Keys of any number of values, which only traces have. */
    public enum HighKey implements KeyName {
        /** How many jobs are started. */
        JOBS,
        /** The id of the job at the top of the tree. */
        ROOT,
        /** The job's id. */
        JOB,
        /** Which try at the step, from 1. */
        ATTEMPT,
        /** The prediction's id, once it is known. */
        PREDICTION;

        @Override
        public String asString() {
            return HooklineObservations.lower(this);
        }
    }
}
