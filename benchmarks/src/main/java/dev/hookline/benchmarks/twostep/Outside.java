package dev.hookline.benchmarks.twostep;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Works on what it is given, which takes no time, and answers on one of sixteen threads, as many as a web server would have. */
public final class Outside implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(16);

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
