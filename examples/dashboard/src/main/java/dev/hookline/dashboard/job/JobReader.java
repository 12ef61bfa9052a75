package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.TextToImage;
import dev.hookline.dashboard.flow.TextToImageFlow;
import dev.hookline.dashboard.picture.Picture;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStore;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.engine.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads jobs from the store, and from nowhere else: no request of a reader reaches Replicate. Thread-safe. */
@Component
public class JobReader {
    private final Engine engine;
    private final JobStore store;
    private final TextToImageFlow flow;

    /** A reader of what the engine keeps in the store. */
    public JobReader(Engine engine, JobStore store, TextToImageFlow flow) {
        this.engine = engine;
        this.store = store;
        this.flow = flow;
    }

    /** The job of this id; empty when there is none, or it is a part of another. */
    public Optional<JobView> find(JobId id) {
        return findTop(id).map(this::view);
    }

    /** Where the job of this id stands; empty when there is none. Cheaper than the whole of it. */
    public Optional<JobView.Status> findStatus(JobId id) {
        return findTop(id).map(job -> new JobView.Status(job.status()));
    }

    /** The job that makes the picture of this index, counted from 0; empty when there is none. */
    Optional<JobId> findImage(JobId job, String index) {
        return store.children(new StepKey(job, TextToImageFlow.IMAGES)).stream()
                .filter(item -> String.valueOf(indexOf(item)).equals(index))
                .map(Job::id)
                .findFirst();
    }

    /** A page of jobs, newest first. */
    public JobPage list(int limit, @Nullable JobId after) {
        List<Job> found = store.list(JobQuery.newest(limit + 1).after(after));
        List<JobView> jobs = found.stream()
                .limit(limit)
                .filter(this::isKnown)
                .map(this::view)
                .toList();
        return new JobPage(
                jobs, found.size() > limit ? found.get(limit - 1).id().value() : null);
    }

    /** The newest jobs that are still at work, up to the given number. */
    public List<JobView> running(int limit) {
        return store.list(JobQuery.newest(limit).in(JobStatus.PROCESSING)).stream()
                .filter(this::isKnown)
                .map(this::view)
                .toList();
    }

    /** The log of a job with everything below it, oldest first; empty when there is no such job. */
    public Optional<List<LogLine>> findLog(JobId id) {
        return findTop(id).map(job -> {
            Descendants tree = Descendants.of(store, job.id());
            return store.log(job.id()).stream()
                    .map(entry -> new LogLine(
                            entry.at(),
                            entry.level().name().toLowerCase(Locale.ROOT),
                            tree.indexOf(entry.job()),
                            entry.step(),
                            entry.tries() == 0 ? null : entry.tries(),
                            entry.predictionId(),
                            entry.message()))
                    .toList();
        });
    }

    private Optional<Job> findTop(JobId id) {
        return store.load(id)
                .map(JobSnapshot::job)
                .filter(job -> job.parent() == null)
                .filter(this::isKnown);
    }

    /** A store that is shared can have jobs of other applications. */
    private boolean isKnown(Job job) {
        return job.workflow().name().equals(TextToImageFlow.NAME);
    }

    private JobView view(Job job) {
        TextToImage input = engine.input(flow.workflow(), job);
        List<Job> items = store.children(new StepKey(job.id(), TextToImageFlow.IMAGES));
        List<ImageView> images = new ArrayList<>(items.stream().map(this::image).toList());
        while (images.size() < input.images()) {
            images.add(missing(images.size(), job));
        }
        Instant updatedAt = Stream.concat(Stream.of(job), items.stream())
                .map(each -> each.state().updatedAt())
                .max(Instant::compareTo)
                .orElseThrow();
        return new JobView(
                job.id().value(),
                job.workflow().name(),
                new JobView.Status(job.status()),
                new JobView.Wanted(input.prompt(), input.size()),
                new JobView.Times(job.createdAt(), updatedAt),
                images,
                null,
                message(job));
    }

    private ImageView image(Job item) {
        int index = indexOf(item);
        ItemStatus status = ItemStatus.of(item);
        return engine.output(flow.image(), item)
                .map(picture -> done(index, picture))
                .orElseGet(() -> new ImageView(index, status, null, null, null, message(item)));
    }

    private static int indexOf(Job item) {
        return item.findParent().orElseThrow().index();
    }

    private static ImageView done(int index, Picture picture) {
        String url = "/files/" + picture.file().name();
        return new ImageView(index, ItemStatus.SUCCEEDED, url, picture.width(), picture.height(), null);
    }

    private static ImageView missing(int index, Job job) {
        ItemStatus status = job.status().isEnd() ? ItemStatus.FAILED : ItemStatus.PENDING;
        return new ImageView(index, status, null, null, null, null);
    }

    private static @Nullable String message(Job job) {
        JobError error = job.state().error();
        return error == null ? null : error.message();
    }
}
