package dev.hookline.benchmarks.node;

import dev.hookline.benchmarks.engine.Echo;
import dev.hookline.benchmarks.engine.FakeReplicate;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStore;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.EngineBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Engines as they come, with a Replicate in the same process that takes creates and never sends a webhook. */
final class Engines {
    private static final int STARTED_AT_ONCE = 1_000;

    private Engines() {}

    static EngineBuilder builder(JobStore store, Runnable created) throws IOException {
        return Engine.builder()
                .store(store)
                .files(LocalFileStore.create(Files.createTempDirectory("hookline-benchmark")))
                .gateway(new FakeReplicate(prediction -> created.run()))
                .callbackUrl(URI.create("https://example.com/webhooks"));
    }

    static void start(Engine engine, Workflow<Echo, ?> workflow, int count) {
        for (int from = 0; from < count; from += STARTED_AT_ONCE) {
            engine.startAll(
                    workflow,
                    IntStream.range(from, Math.min(count, from + STARTED_AT_ONCE))
                            .mapToObj(number -> new Echo("job " + number))
                            .toList(),
                    input -> JobLabels.NONE);
        }
    }

    static void await(AtomicInteger count, int wanted) throws InterruptedException {
        while (count.get() < wanted) {
            Thread.sleep(10);
        }
    }
}
