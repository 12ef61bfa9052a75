package dev.hookline.benchmarks.twostep;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Works on what it is given, which takes no time, and answers each on a thread of its own, as a web server does. */
public final class Outside implements AutoCloseable {
    /** As many as jobs are under way at most. */
    private static final int THREADS = 64;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** An outside that waits for work. */
    public Outside() {}

    /** Takes an input, and answers with an object of one text. By any number of threads at once. */
    public void submit(String input, Consumer<String> answer) {
        String output = "{\"text\":\"the answer to " + input.hashCode() + "\"}";
        threads.execute(() -> answer.accept(output));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
