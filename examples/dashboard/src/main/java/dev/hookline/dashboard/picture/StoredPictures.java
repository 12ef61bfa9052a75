package dev.hookline.dashboard.picture;

import dev.hookline.file.FileStore;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Removes stored pictures for good, with what was made of them. Thread-safe. */
@Component
public class StoredPictures {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPictures.class);

    private final FileStore files;
    private final Previews previews;
    private final Derivations derivations;

    /** Pictures in the given store, and their previews. */
    public StoredPictures(FileStore files, Previews previews, Derivations derivations) {
        this.files = files;
        this.previews = previews;
        this.derivations = derivations;
    }

    /** Deletes a file, its preview, and what was made of it a moment ago. One that cannot be deleted stays, and is logged, since its job is gone already. */
    public void delete(String name) {
        try {
            files.delete(name);
            previews.delete(name);
            for (String made : derivations.of(name)) {
                files.delete(made);
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("file", name).log("A file of a deleted job could not be deleted");
        }
    }
}
