package dev.hookline.spring.autoconfigure;

import dev.hookline.replicate.ReplicateBuilder;

/** A bean of this type sets up the Replicate client further, after the auto-configuration has. */
@FunctionalInterface
public interface ReplicateCustomizer {
    /** Changes what it wants to. */
    void customize(ReplicateBuilder replicate);
}
