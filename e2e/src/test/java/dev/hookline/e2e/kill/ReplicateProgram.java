package dev.hookline.e2e.kill;

import dev.hookline.simulator.ModelAnswer;
import dev.hookline.simulator.ReplicateSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** A Replicate in a process of its own, with models that answer in words, so that it lives as long as a test needs it. */
final class ReplicateProgram {
    static final String TOKEN = "r8_faults";

    private ReplicateProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ReplicateSimulator simulator = ReplicateSimulator.builder()
                .token(TOKEN)
                .latency(Duration.ofMillis(200))
                .webhookRetries(Collections.nCopies(120, Duration.ofMillis(500)))
                .model(
                        "acme/upper",
                        in -> ModelAnswer.of(in.text("text").orElseThrow().toUpperCase(Locale.ROOT)))
                .model("acme/join", in -> ModelAnswer.of(String.join(" ", in.texts("texts"))))
                .start();
        System.out.println("url=" + simulator.url());
        new CountDownLatch(1).await(); // its threads do not keep the process alive
    }
}
