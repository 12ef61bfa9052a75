package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.awaitility.Awaitility.await;

import dev.hookline.file.LocalFileStore;
import dev.hookline.file.StoredFile;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.LogEntry;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An engine on the in-memory store against a Replicate without HTTP, for the tests of what an engine does. */
abstract class EngineHarness {
    record Prompt(String text) {}

    record Album(List<String> texts) {}

    static final Workflow<Prompt, StoredFile> IMAGE = Workflow.define("image", Prompt.class, flow -> {
        var prompt = flow.input();
        return flow.predict(
                "generate", StoredFile.class, prompt, p -> model("acme/draw").input("prompt", p.text()));
    });

    static final Workflow<Album, List<StoredFile>> ALBUM = Workflow.define("album", Album.class, flow -> {
        var album = flow.input();
        return flow.forEach(
                "image", album, a -> a.texts().stream().map(Prompt::new).toList(), IMAGE);
    });

    static final Workflow<Album, String> MERGED = Workflow.define("merged", Album.class, flow -> {
        var album = flow.input();
        var images = flow.forEach(
                "image", album, a -> a.texts().stream().map(Prompt::new).toList(), IMAGE);
        return flow.predict(
                "merge", String.class, images, files -> model("acme/merge").input("prompt", "merge"));
    });

    @TempDir
    Path folder;

    final InMemoryJobStore store = InMemoryJobStore.create();
    final FakeReplicate replicate = new FakeReplicate();
    final List<Engine> engines = new ArrayList<>();
    LocalFileStore files;
    Engine engine;

    @BeforeAll
    static void lookOften() {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    @BeforeEach
    void startEngine() {
        files = LocalFileStore.create(folder);
        engine = newEngine(settings());
    }

    @AfterEach
    void closeEngines() {
        engines.forEach(Engine::close);
    }

    EngineBuilder settings() {
        return Engine.builder()
                .store(store)
                .files(files)
                .gateway(replicate)
                .callbackUrl(URI.create("https://example.com/webhooks/replicate"))
                .workflows(IMAGE, ALBUM, MERGED)
                .pollInterval(Duration.ofMillis(5))
                .lease(Duration.ofSeconds(2))
                .lostAnswerGrace(Duration.ofMillis(150))
                .shutdownPatience(Duration.ofSeconds(1));
    }

    Engine newEngine(EngineBuilder settings) {
        Engine created = settings.build();
        engines.add(created);
        return created;
    }

    FakeReplicate.Call callFor(String prompt, int tries) {
        await().until(() -> replicate.callsFor(prompt).size() >= tries);
        return replicate.callsFor(prompt).get(tries - 1);
    }

    Engine.Delivery succeed(FakeReplicate.Call call) {
        String output = "\"" + FakeReplicate.FILES + call.id() + "/out.png\"";
        return engine.deliver(call.token(), RemotePrediction.succeeded(call.id(), output));
    }

    Job ended(JobId id) {
        await().until(() -> engine.find(id).orElseThrow().status().isEnd());
        return engine.find(id).orElseThrow();
    }

    Stream<String> logOf(JobId id) {
        return store.log(id).stream().map(LogEntry::message);
    }

    String content(StoredFile file) {
        try {
            return new String(files.open(file.name()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void atOnce(List<Runnable> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Runnable task : tasks) {
                all.add(threads.submit(() -> {
                    go.await();
                    task.run();
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
