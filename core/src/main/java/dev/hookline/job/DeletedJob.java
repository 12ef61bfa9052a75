package dev.hookline.job;

import java.util.List;
import java.util.Objects;

/**
 * What a job that was started from outside has left behind when it was deleted with all jobs below it: enough to find the
 * files that they had stored. Immutable.
 *
 * @param id the job
 * @param input the input with which it was started, as JSON: the files that it names may be others' as well
 * @param results the results of all steps that had one, of that job and of those below it, as JSON, in no order
 */
public record DeletedJob(JobId id, String input, List<String> results) {
    /** Copies the results. */
    public DeletedJob {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(input, "input");
        results = List.copyOf(results);
    }
}
