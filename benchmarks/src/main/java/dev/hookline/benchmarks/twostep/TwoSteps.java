package dev.hookline.benchmarks.twostep;

/**
 * One way to run jobs of two steps. The first step submits the job's input to {@link Outside}, the second submits what
 * came back; a job has ended when the second answer is kept. A process that dies anywhere goes on where it stopped.
 */
public interface TwoSteps extends AutoCloseable {
    /** Starts a job; durable when this returns. Its number is its input. By any number of threads at once. */
    void start(int job);

    @Override
    void close();
}
