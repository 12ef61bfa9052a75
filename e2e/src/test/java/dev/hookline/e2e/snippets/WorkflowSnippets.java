package dev.hookline.e2e.snippets;

import static dev.hookline.workflow.PredictionRequest.model;
import static dev.hookline.workflow.TrainingRequest.training;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.file.StoredFile;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.replicate.WebhookEventType;
import dev.hookline.workflow.ItemFailure;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.TransientErrors;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.EngineBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The code of docs/workflows.md. Each definition is built, so it is sound. */
@SuppressWarnings("UnusedVariable")
class WorkflowSnippets {
    record Photo(StoredFile file, String prompt) {}

    record Merge(StoredFile template, List<Photo> photos, boolean large) {}

    record Choice(String by, int number) {}

    record Trained(String version) {}

    record Order(String id, Photo photo) {}

    interface Pictures {
        StoredFile fitWithin(StoredFile file, int pixels);
    }

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowSnippets.class);

    private final Pictures pictures = (file, pixels) -> file;

    private final Workflow<Photo, StoredFile> editPhoto = Workflow.define("edit-photo", Photo.class, flow -> {
        var photo = flow.input();
        var prepared = flow.local("prepare", StoredFile.class, photo, p -> pictures.fitWithin(p.file(), 1024));
        return flow.predict(
                "edit",
                StoredFile.class,
                photo,
                prepared,
                (p, file) -> model("google/nano-banana-pro")
                        .input("prompt", p.prompt())
                        .input("image_input", List.of(file)));
    });

    private final Workflow<StoredFile, StoredFile> enlarge = Workflow.define("enlarge", StoredFile.class, flow -> {
        var picture = flow.input();
        return flow.predict(
                "enlarge",
                StoredFile.class,
                picture,
                file -> model("nightmareai/real-esrgan").input("image", file).input("scale", 2));
    });

    private final Workflow<Merge, List<StoredFile>> album = Workflow.define("album", Merge.class, flow -> {
        var merge = flow.input();
        return flow.forEach("photo", merge, Merge::photos, editPhoto);
    });

    private final Workflow<Merge, List<StoredFile>> strict = Workflow.define("strict-album", Merge.class, flow -> {
        var merge = flow.input();
        return flow.forEach("photo", merge, Merge::photos, editPhoto, ItemFailure.STOP_ALL);
    });

    private final Workflow<Photo, StoredFile> finished = Workflow.define("finished", Photo.class, flow -> {
        var photo = flow.input();
        var edited = flow.run("edit", photo, editPhoto);
        return flow.run("finish", edited, enlarge);
    });

    private final Workflow<Photo, StoredFile> reviewed = Workflow.define("reviewed", Photo.class, flow -> {
        var photo = flow.input();
        var edited = flow.run("edit", photo, editPhoto);
        var choice = flow.approval("review", Choice.class, edited, Duration.ofDays(2));
        return flow.local("publish", StoredFile.class, edited, choice, (file, c) -> file);
    });

    private final Workflow<Photo, String> style = Workflow.define("style", Photo.class, flow -> {
        var photo = flow.input();
        var trained = flow.with(StepOptions.DEFAULTS.withDeadline(Duration.ofHours(2)))
                .train(
                        "train",
                        Trained.class,
                        photo,
                        p -> training(
                                        "acme/trainer:5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa",
                                        "acme/style")
                                .input("input_images", p.file()));
        return flow.local("note", String.class, trained, t -> t.version());
    });

    private final Workflow<Photo, StoredFile> urgent = Workflow.define("urgent", Photo.class, flow -> {
        var photo = flow.input();
        StepOptions patient = StepOptions.DEFAULTS
                .withDeadline(Duration.ofMinutes(3))
                .withMaxTries(5)
                .withRetryDelay(Duration.ofSeconds(2))
                .withPriority(10)
                .withEvents(WebhookEventType.START);
        return flow.with(patient)
                .predict(
                        "edit",
                        StoredFile.class,
                        photo,
                        p -> model("google/nano-banana-pro").input("prompt", p.prompt()));
    });

    void start(Engine engine, Photo photo, List<Order> orders) {
        JobId job = engine.start(
                editPhoto,
                photo,
                JobLabels.ownedBy("ann")
                        .withIdempotencyKey("order-17")
                        .withTags(Map.of("campaign", "spring"))
                        .withDeadlineAt(Instant.now().plus(Duration.ofMinutes(30))));

        List<JobId> jobs =
                engine.startAll(editPhoto, orders.stream().map(Order::photo).toList(), p -> JobLabels.ownedBy("ann"));
    }

    void ask(Engine engine, JobId id) {
        Job job = engine.find(id).orElseThrow();
        if (job.status() == JobStatus.SUCCEEDED) {
            StoredFile picture = engine.output(editPhoto, job).orElseThrow();
        }
        job.state().findError().ifPresent(error -> LOG.info("{}: {}", error.code(), error.message()));
        String drawing = engine.diagram(id).orElseThrow();
    }

    void act(Engine engine, JobId id) {
        engine.approve(id, "review", new Choice("ann", 2));
        engine.reject(id, "review", "Not our colors");
        engine.cancel(id);
        engine.retry(id);
        engine.delete(id);
    }

    EngineBuilder set(EngineBuilder builder) {
        return builder.maxInFlight("nightmareai/real-esrgan", 4)
                .transientErrors(
                        error -> error.message().contains("CUDA out of memory") || TransientErrors.USUAL.contain(error))
                .listener(event -> event.log().forEach(line -> LOG.info("{} {}", line.step(), line.message())));
    }

    @Test
    void everyDefinitionIsSound() {
        assertThat(List.of(editPhoto, enlarge, album, strict, finished, reviewed, style, urgent))
                .allSatisfy(workflow -> assertThat(workflow.diagram()).startsWith("flowchart LR"));
    }
}
