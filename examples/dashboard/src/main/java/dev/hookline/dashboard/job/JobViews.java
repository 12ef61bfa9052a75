package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.FlowInput;
import dev.hookline.dashboard.flow.Flows;
import dev.hookline.dashboard.flow.PictureFlow;
import dev.hookline.dashboard.flow.Stage;
import dev.hookline.dashboard.picture.Picture;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobStore;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.engine.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows jobs of the store as programs and pages see them. Thread-safe. */
@Component
class JobViews {
    private final Engine engine;
    private final JobStore store;
    private final Flows flows;

    JobViews(Engine engine, JobStore store, Flows flows) {
        this.engine = engine;
        this.store = store;
        this.flows = flows;
    }

    /** The job; empty when it is one of another application that shares the store. */
    Optional<JobView> of(Job job) {
        return of(List.of(job)).stream().findFirst();
    }

    /** The jobs in their order, without those of other applications that share the store. */
    List<JobView> of(List<Job> jobs) {
        Map<StepKey, List<Job>> items =
                store.children(jobs.stream().flatMap(job -> step(job).stream()).toList());
        return jobs.stream()
                .flatMap(job -> flows.find(job.workflow().name()).stream()
                        .map(flow -> view(job, flow, items.getOrDefault(flow.step(job), List.of()))))
                .toList();
    }

    /** What is done for a job, step by step. */
    List<Stage> stages(Job job) {
        return flows.find(job.workflow().name()).stream()
                .flatMap(flow -> flow.input(engine, job).stages().stream())
                .toList();
    }

    /** The jobs that make the pictures of a job, in order. */
    List<Job> items(Job job) {
        return step(job).map(store::children).orElseGet(List::of);
    }

    private Optional<StepKey> step(Job job) {
        return flows.find(job.workflow().name()).map(flow -> flow.step(job));
    }

    /** The place of a picture's job among the others. */
    static int indexOf(Job item) {
        return item.findParent().orElseThrow().index();
    }

    private JobView view(Job job, PictureFlow<?, ?> flow, List<Job> items) {
        FlowInput input = flow.input(engine, job);
        List<ImageView> images = new ArrayList<>(
                items.stream().map(item -> image(job, item, flow)).toList());
        while (images.size() < input.count()) {
            images.add(missing(images.size(), job));
        }
        return new JobView(
                job.id().value(),
                job.workflow().name(),
                new JobView.Status(job.status()),
                wanted(job, input),
                new JobView.Times(job.createdAt(), lastChange(job, items)),
                images,
                flow.mergedPicture(engine, job)
                        .map(picture -> PictureView.of(job.id(), picture).url())
                        .orElse(null),
                problem(job));
    }

    private static JobView.Wanted wanted(Job job, FlowInput input) {
        List<PictureView> originals = input.originals().stream()
                .map(photo -> PictureView.of(job.id(), photo))
                .toList();
        PictureView template = input.findTemplate()
                .map(picture -> PictureView.of(job.id(), picture))
                .orElse(null);
        return new JobView.Wanted(input.prompt(), input.size(), new JobView.Originals(template, originals));
    }

    private static Instant lastChange(Job job, List<Job> items) {
        return Stream.concat(Stream.of(job), items.stream())
                .map(each -> each.state().updatedAt())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private ImageView image(Job job, Job item, PictureFlow<?, ?> flow) {
        int index = indexOf(item);
        Optional<Picture> picture = flow.picture(engine, item);
        return picture.map(made -> ImageView.done(index, PictureView.of(job.id(), made)))
                .orElseGet(() -> ImageView.without(index, status(job, item), problem(item)));
    }

    /** What is below a job that has ended is being stopped, if it has not ended yet. */
    private static ItemStatus status(Job job, Job item) {
        boolean isStopped = job.status().isEnd() && !item.status().isEnd();
        return isStopped ? ItemStatus.CANCELED : ItemStatus.of(item);
    }

    private static ImageView missing(int index, Job job) {
        return ImageView.without(index, job.status().isEnd() ? ItemStatus.FAILED : ItemStatus.PENDING, null);
    }

    private static @Nullable JobError problem(Job job) {
        return job.state().findError().orElse(null);
    }
}
