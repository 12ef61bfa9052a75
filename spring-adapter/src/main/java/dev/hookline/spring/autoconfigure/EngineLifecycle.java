package dev.hookline.spring.autoconfigure;

import dev.hookline.workflow.engine.Engine;
import org.springframework.context.SmartLifecycle;

/**
 * Stops the engine after the web server has answered the requests that it had taken and has stopped, so that no webhook
 * meets an engine that is closed, and before the beans that the engine works with are destroyed, the connection pool
 * among them.
 */
final class EngineLifecycle implements SmartLifecycle {
    /** Below both phases of the web server, since what has the higher phase is stopped first. */
    static final int PHASE = DEFAULT_PHASE - 4096;

    private final Engine engine;
    private volatile boolean running;

    EngineLifecycle(Engine engine) {
        this.engine = engine;
    }

    /** The engine works since it was made. */
    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        engine.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** An engine that was closed stays so, and would be missed when a paused context goes on. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
