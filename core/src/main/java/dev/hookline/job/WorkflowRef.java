package dev.hookline.job;

import java.util.Objects;

/**
 * The workflow that a job runs, as it was when the job began. Immutable.
 *
 * @param name the workflow's name
 * @param fingerprint a digest of its graph: names, kinds and types of its steps and what depends on what
 */
public record WorkflowRef(String name, String fingerprint) {
    /** Checks that both parts are there. */
    public WorkflowRef {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
