package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.TextToImage;
import dev.hookline.dashboard.flow.TextToImageFlow;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.workflow.engine.Engine;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people and programs do with jobs. Thread-safe. */
@Component
class JobActions {
    private final Engine engine;
    private final TextToImageFlow flow;
    private final JobReader reader;
    private final JobDeletion deletion;

    JobActions(Engine engine, TextToImageFlow flow, JobReader reader, JobDeletion deletion) {
        this.engine = engine;
        this.flow = flow;
        this.reader = reader;
        this.deletion = deletion;
    }

    /** Starts a job, which is durable when this returns; under a key that was used before, gives the job of then. */
    JobId start(TextToImage wanted, Optional<String> idempotencyKey) {
        JobLabels labels =
                idempotencyKey.map(JobLabels.NONE::withIdempotencyKey).orElse(JobLabels.NONE);
        return engine.start(flow.workflow(), wanted, labels);
    }

    /** Cancels a job; nothing happens to one that has ended. */
    void cancel(String id) {
        engine.cancel(existing(id));
    }

    /**
     * Tries one picture again from what failed; nothing happens to one that is being made or is there.
     *
     * @throws UnknownJobException when there is no such job, or it has no such picture
     */
    void retry(String id, String index) {
        JobId item = reader.findImage(existing(id), index)
                .orElseThrow(() -> new UnknownJobException(id + " with a picture " + index));
        engine.retry(item);
    }

    /** Cancels a job and deletes it with its pictures. */
    void delete(String id) {
        deletion.delete(existing(id));
    }

    /**
     * The id that a text names.
     *
     * @throws UnknownJobException when it can be none
     */
    static JobId idOf(String text) {
        try {
            return new JobId(text);
        } catch (IllegalArgumentException e) {
            throw new UnknownJobException(text);
        }
    }

    private JobId existing(String text) {
        JobId id = idOf(text);
        if (reader.findStatus(id).isEmpty()) {
            throw new UnknownJobException(text);
        }
        return id;
    }
}
