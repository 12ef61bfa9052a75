package dev.hookline.workflow.internal.run;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes daemon threads with a name and a number. They take over no thread-local values from whoever happens to need the first
 * one: a request's user has no business in work for all. Thread-safe.
 */
public final class NamedThreads implements ThreadFactory {
    private static final long ANY_STACK = 0;

    private final String prefix;
    private final AtomicInteger number = new AtomicInteger();

    /** @param prefix of the names, before the number */
    public NamedThreads(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(null, work, prefix + number.incrementAndGet(), ANY_STACK, false);
        thread.setDaemon(true);
        return thread;
    }
}
