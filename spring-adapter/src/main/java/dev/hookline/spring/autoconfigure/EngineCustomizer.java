package dev.hookline.spring.autoconfigure;

import dev.hookline.workflow.engine.EngineBuilder;

/** A bean of this type sets up the engine further, after the auto-configuration has. */
@FunctionalInterface
public interface EngineCustomizer {
    /** Changes what it wants to. */
    void customize(EngineBuilder engine);
}
