package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.HooklineException;
import dev.hookline.file.StoredFile;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Old jobs go with what they have stored, and nothing else goes. */
class EngineRetentionTest extends EngineHarness {
    private static final Duration NEVER = Duration.ofDays(1_000);

    record Photo(StoredFile file) {}

    /** A local step gives the caller's own file on; a prediction makes another of it. */
    private static final Workflow<Photo, StoredFile> EDIT = Workflow.define("edit", Photo.class, flow -> {
        var same = flow.local("prepare", StoredFile.class, flow.input(), Photo::file);
        return flow.predict(
                "edit", StoredFile.class, same, file -> model("acme/edit").input("prompt", "edit"));
    });

    @Test
    void aJobThatEndedLongAgoIsDeletedWithTheFilesOfItsItems() throws IOException {
        JobId running = engine.start(IMAGE, new Prompt("running"));
        JobId old = engine.start(ALBUM, new Album(List.of("a", "b")));
        succeed(callFor("a", 1));
        succeed(callFor("b", 1));
        List<StoredFile> stored = engine.output(ALBUM, ended(old)).orElseThrow();
        assertThat(stored)
                .hasSize(2)
                .allSatisfy(file -> assertThat(content(file)).isNotEmpty());

        newEngine(inAnHour().retention(Duration.ofMillis(100)));

        await().until(() -> engine.find(old).isEmpty());
        await().untilAsserted(() -> assertThat(stored).allSatisfy(file -> assertGone(file)));
        assertThat(store.log(old)).isEmpty();
        assertThat(engine.find(running)).isPresent();
    }

    @Test
    void aFileThatCameWithTheInputStays() throws IOException {
        engine = newEngine(settings().workflows(EDIT));
        StoredFile input = files.put(new ByteArrayInputStream("photo".getBytes(StandardCharsets.UTF_8)), "image/png");
        JobId id = engine.start(EDIT, new Photo(input));
        succeed(callFor("edit", 1));
        StoredFile output = engine.output(EDIT, ended(id)).orElseThrow();
        assertThat(engine.delete(id)).isTrue();
        assertGone(output);
        assertThat(content(input)).isEqualTo("photo");
    }

    @Test
    void whatEndedLessLongAgoStays() {
        JobId id = engine.start(IMAGE, new Prompt("young"));
        succeed(callFor("young", 1));
        Job job = ended(id);
        StoredFile stored = engine.output(IMAGE, job).orElseThrow();
        JobId sign = engine.start(IMAGE, new Prompt("deleted"));
        FakeReplicate.Call call = callFor("deleted", 1);
        engine.delete(sign);

        newEngine(inAnHour().retention(Duration.ofHours(2)).attemptRetention(Duration.ofMillis(100)));

        await().until(() -> store.findAttempt(call.token()).isEmpty()); // by then it has looked
        assertThat(engine.find(id)).contains(job);
        assertThat(content(stored)).isNotEmpty();
    }

    @Test
    void attemptsOfDeletedJobsAreRememberedForATimeOfTheirOwn() {
        JobId id = engine.start(IMAGE, new Prompt("late"));
        FakeReplicate.Call call = callFor("late", 1);
        engine.delete(id);
        Engine keeping = newEngine(settings().retention(Duration.ofMillis(100)).attemptRetention(NEVER));
        assertThat(succeed(call)).isEqualTo(Engine.Delivery.TAKEN);
        keeping.close();

        newEngine(inAnHour().attemptRetention(Duration.ofMillis(100)));

        await().until(() -> store.findAttempt(call.token()).isEmpty());
        assertThat(succeed(call)).isEqualTo(Engine.Delivery.UNKNOWN);
    }

    @Test
    void aRetentionThatWouldKeepNothingIsRefused() {
        assertThatThrownBy(() -> settings()
                        .retention(Duration.ZERO)
                        .attemptRetention(Duration.ofSeconds(-1))
                        .build())
                .isInstanceOf(HooklineException.class)
                .hasMessageContaining("retention is not positive")
                .hasMessageContaining("attemptRetention is not positive");
    }

    /** An engine of a later time, which takes up no work. */
    private EngineBuilder inAnHour() {
        return Engine.builder()
                .store(store)
                .files(files)
                .gateway(replicate)
                .callbackUrl(URI.create("https://example.com"))
                .clock(() -> Instant.now().plusSeconds(3_600));
    }

    private void assertGone(StoredFile file) {
        assertThatThrownBy(() -> files.open(file.name())).isInstanceOf(NoSuchFileException.class);
    }
}
