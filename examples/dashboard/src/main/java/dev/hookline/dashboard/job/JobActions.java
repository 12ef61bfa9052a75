package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.Flows;
import dev.hookline.dashboard.flow.TextToImage;
import dev.hookline.dashboard.upload.PhotoRequest;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.workflow.engine.Engine;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people and programs do with their own jobs; to them those of others are not there. Thread-safe. */
@Component
class JobActions {
    private final Engine engine;
    private final Flows flows;
    private final PhotoJobs photoJobs;
    private final JobReader reader;
    private final JobDeletion deletion;

    JobActions(Engine engine, Flows flows, PhotoJobs photoJobs, JobReader reader, JobDeletion deletion) {
        this.engine = engine;
        this.flows = flows;
        this.photoJobs = photoJobs;
        this.reader = reader;
        this.deletion = deletion;
    }

    /** Starts a job, which is durable when this returns; under a key that was used before, gives the job of then. */
    JobId start(String owner, TextToImage wanted, Optional<String> key) {
        return engine.start(flows.textToImage().workflow(), wanted, labels(owner, key));
    }

    /** {@link #start(String, TextToImage, Optional)} with photos, and a template or none. */
    JobId start(String owner, PhotoRequest wanted, Optional<String> key) throws IOException {
        return photoJobs.start(wanted, labels(owner, key));
    }

    /** Cancels a job; nothing happens to one that has ended. */
    void cancel(String owner, String id) {
        engine.cancel(reader.job(owner, id).id());
    }

    /** Tries a job again from what failed; nothing happens to one that is at work or has succeeded. */
    void retry(String owner, String id) {
        engine.retry(reader.job(owner, id).id());
    }

    /** Tries one picture again from what failed; nothing happens to one that is being made or is there. */
    void retry(String owner, String id, String index) {
        engine.retry(reader.item(owner, id, index));
    }

    /** Cancels a job and deletes it with its pictures. */
    void delete(String owner, String id) {
        deletion.delete(reader.job(owner, id).id(), owner);
    }

    /** A key counts within the jobs of one owner. */
    private static JobLabels labels(String owner, Optional<String> key) {
        JobLabels labels = JobLabels.ownedBy(owner);
        return key.map(given -> labels.withIdempotencyKey(owner + " " + given)).orElse(labels);
    }
}
