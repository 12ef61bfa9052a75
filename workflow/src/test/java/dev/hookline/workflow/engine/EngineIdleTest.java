package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.file.LocalFileStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import dev.hookline.testkit.ManualTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does while there is nothing to do. */
class EngineIdleTest {
    private final ManualTime time = ManualTime.create();
    private final FakeReplicate replicate = new FakeReplicate();
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void aNodeThatHasHadNothingToDoForLongLooksHalfAsOftenUntilItBeginsSomething(@TempDir Path folder) {
        Engine engine = start(folder);
        time.runDue();

        assertThat(looksWithin(18)).isEqualTo(18);
        time.advance(Duration.ofSeconds(10));
        assertThat(looksWithin(60)).isEqualTo(30);

        engine.start(EngineHarness.IMAGE, new EngineHarness.Prompt("a lighthouse"));
        time.runDue();
        assertThat(looksWithin(15)).isEqualTo(15);
        time.advance(Duration.ofSeconds(20));
        assertThat(looksWithin(60)).isEqualTo(30);
        engine.close();
    }

    /** Its lease is renewed at these times. */
    @Test
    void aNodeThatWaitsForAnAnswerHasSomethingToDo(@TempDir Path folder) {
        replicate.answering = call -> new CompletableFuture<>();
        Engine engine = start(folder);
        engine.start(EngineHarness.IMAGE, new EngineHarness.Prompt("a lighthouse"));
        time.runDue();

        time.advance(Duration.ofSeconds(40));
        assertThat(looksWithin(20)).isEqualTo(20);
    }

    private Engine start(Path folder) {
        return Engine.builder()
                .store(counting(InMemoryJobStore.create()))
                .files(LocalFileStore.create(folder))
                .gateway(replicate)
                .callbackUrl(URI.create("https://example.com/webhooks/replicate"))
                .workflows(EngineHarness.IMAGE)
                .clock(time)
                .executor(time)
                .scheduler(time)
                .build();
    }

    private int looksWithin(int seconds) {
        int before = looks.get();
        time.advance(Duration.ofSeconds(seconds));
        return looks.get() - before;
    }

    private JobStore counting(JobStore store) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("claim")) {
                        looks.incrementAndGet();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
