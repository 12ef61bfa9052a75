package dev.hookline.dashboard.job;

import dev.hookline.dashboard.live.LiveEvents;
import dev.hookline.dashboard.picture.StoredPictures;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStore;
import dev.hookline.workflow.engine.Engine;
import org.springframework.stereotype.Component;

/** Deletes jobs with their pictures. Thread-safe. */
@Component
class JobDeletion {
    private final Engine engine;
    private final JobStore store;
    private final StoredPictures pictures;
    private final LiveEvents events;

    JobDeletion(Engine engine, JobStore store, StoredPictures pictures, LiveEvents events) {
        this.engine = engine;
        this.store = store;
        this.pictures = pictures;
        this.events = events;
    }

    void delete(JobId id, String owner) {
        engine.cancel(id);
        store.delete(id).map(JobFiles::of).ifPresent(files -> files.forEach(pictures::delete));
        events.deleted(id, owner);
    }
}
