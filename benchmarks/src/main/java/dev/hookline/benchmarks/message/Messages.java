package dev.hookline.benchmarks.message;

/** One way to take a message durably. */
public interface Messages extends AutoCloseable {
    /** Takes one; durable when this returns. By any number of threads at once. */
    void take() throws Exception;

    @Override
    void close();
}
