package dev.hookline.dashboard.job;

import dev.hookline.dashboard.request.UnknownJobException;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the jobs of one owner from the store, and from nowhere else: no request of a reader reaches Replicate. Jobs of
 * others are not there. Thread-safe.
 */
@Component
class JobReader {
    private final JobStore store;
    private final JobViews views;

    JobReader(JobStore store, JobViews views) {
        this.store = store;
        this.views = views;
    }

    /**
     * The job of this id.
     *
     * @throws UnknownJobException when the owner has none of this id
     */
    JobView get(String owner, String id) {
        return views.of(job(owner, id)).orElseThrow(() -> new UnknownJobException(id));
    }

    /**
     * The job of this id, as it is in the store; cheaper than the whole of it.
     *
     * @throws UnknownJobException when the owner has none of this id
     */
    Job job(String owner, String id) {
        return parse(id)
                .flatMap(store::load)
                .map(JobSnapshot::job)
                .filter(job -> job.parent() == null && owner.equals(job.labels().owner()))
                .orElseThrow(() -> new UnknownJobException(id));
    }

    /**
     * The job that makes one picture of a job.
     *
     * @param index the picture's place, counted from 0
     * @throws UnknownJobException when the owner has no such job, or the job no such picture
     */
    JobId item(String owner, String id, String index) {
        return views.items(job(owner, id)).stream()
                .filter(item -> String.valueOf(JobViews.indexOf(item)).equals(index))
                .map(Job::id)
                .findFirst()
                .orElseThrow(() -> new UnknownJobException(id + " with a picture " + index));
    }

    /** A page of jobs, newest first. */
    JobPage list(String owner, int limit, @Nullable JobId after) {
        List<Job> found = store.list(JobQuery.newest(limit + 1).ownedBy(owner).after(after));
        List<JobView> jobs = views.of(found.stream().limit(limit).toList());
        return new JobPage(
                jobs, found.size() > limit ? found.get(limit - 1).id().value() : null);
    }

    /** The newest jobs that are still at work, up to the given number. */
    List<JobView> running(String owner, int limit) {
        return views.of(store.list(JobQuery.newest(limit).ownedBy(owner).in(JobStatus.PROCESSING)));
    }

    /**
     * The log of a job with everything below it, oldest first.
     *
     * @throws UnknownJobException when the owner has none of this id
     */
    List<LogLine> log(String owner, String id) {
        Job job = job(owner, id);
        return log(job, Descendants.of(store, job.id()));
    }

    /**
     * All of a job.
     *
     * @throws UnknownJobException when the owner has none of this id
     */
    JobDetails details(String owner, String id) {
        Job job = job(owner, id);
        JobView view = views.of(job).orElseThrow(() -> new UnknownJobException(id));
        Descendants tree = Descendants.of(store, job.id());
        return new JobDetails(
                view, log(job, tree), WorkflowPicture.of(views.stages(job), tree.steps(), view.running()));
    }

    private List<LogLine> log(Job job, Descendants tree) {
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
    }

    private static Optional<JobId> parse(String text) {
        try {
            return Optional.of(new JobId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
