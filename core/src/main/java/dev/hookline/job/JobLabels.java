package dev.hookline.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the one who starts a job says about it. Immutable. Jobs that are made below it have the same owner, tags and
 * deadline, and no key.
 *
 * @param owner whose job it is, or null; jobs can be listed by owner
 * @param idempotencyKey at most one job of a workflow has this key, or null; starting it again gives the first one
 * @param tags anything else, kept and given back as it is; an engine that has interceptors adds theirs, such as the
 *     trace that the job is part of
 * @param deadlineAt when the job should have ended, or null; the store keeps it, and the engine acts on it
 */
public record JobLabels(
        @Nullable String owner,
        @Nullable String idempotencyKey,
        Map<String, String> tags,
        @Nullable Instant deadlineAt) {
    /** No owner, no key, no tags, no deadline. */
    public static final JobLabels NONE = new JobLabels(null, null, Map.of(), null);

    /** Copies the tags. */
    public JobLabels {
        tags = Map.copyOf(tags);
    }

    /** Labels with an owner and nothing else. */
    public static JobLabels ownedBy(String owner) {
        return new JobLabels(owner, null, Map.of(), null);
    }

    /** The same with an idempotency key. */
    public JobLabels withIdempotencyKey(String key) {
        return new JobLabels(owner, key, tags, deadlineAt);
    }

    /** The same with other tags. */
    public JobLabels withTags(Map<String, String> replacement) {
        return new JobLabels(owner, idempotencyKey, replacement, deadlineAt);
    }

    /** The same with another deadline, or with none. */
    public JobLabels withDeadlineAt(@Nullable Instant replacement) {
        return new JobLabels(owner, idempotencyKey, tags, replacement);
    }
}
