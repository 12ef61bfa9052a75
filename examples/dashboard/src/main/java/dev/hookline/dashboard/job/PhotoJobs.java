package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.CustomPrompt;
import dev.hookline.dashboard.flow.Flows;
import dev.hookline.dashboard.flow.TemplateMerge;
import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.upload.PhotoRequest;
import dev.hookline.dashboard.upload.StoredUploads;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStoreException;
import dev.hookline.workflow.engine.Engine;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Starts jobs that begin with uploaded photos, which are removed again when the job is not started. Thread-safe. */
@Component
class PhotoJobs {
    private final Engine engine;
    private final Flows flows;
    private final StoredUploads uploads;

    PhotoJobs(Engine engine, Flows flows, StoredUploads uploads) {
        this.engine = engine;
        this.flows = flows;
        this.uploads = uploads;
    }

    JobId start(PhotoRequest request, JobLabels labels) throws IOException {
        StoredUploads.Stored stored = uploads.store(request);
        JobId id = start(stored, labels);
        if (!hasTakenUp(id, stored.edits())) {
            uploads.discard(stored);
        }
        return id;
    }

    /** When the store cannot be reached the job may have been accepted, and then it needs its photos. */
    private JobId start(StoredUploads.Stored stored, JobLabels labels) {
        try {
            return stored.findTemplate()
                    .map(template -> start(template, stored.edits(), labels))
                    .orElseGet(() -> engine.start(flows.customPrompt().workflow(), stored.edits(), labels));
        } catch (JobStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            uploads.discard(stored);
            throw e;
        }
    }

    private JobId start(Picture template, CustomPrompt edits, JobLabels labels) {
        return engine.start(flows.templateMerge().workflow(), new TemplateMerge(template, edits), labels);
    }

    /** A form that is sent twice gives the job of the first time, which has photos of its own. */
    private boolean hasTakenUp(JobId id, CustomPrompt edits) {
        String first = edits.photos().get(0).file().name();
        return engine.find(id).map(job -> job.input().contains(first)).orElse(false);
    }
}
