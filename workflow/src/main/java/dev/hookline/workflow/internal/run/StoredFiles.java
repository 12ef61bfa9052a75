package dev.hookline.workflow.internal.run;

import dev.hookline.file.StoredFile;
import dev.hookline.job.DeletedJob;
import dev.hookline.workflow.internal.graph.Codec;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Deletes the files that the steps of deleted jobs have stored. */
public final class StoredFiles {
    private static final Logger LOG = LoggerFactory.getLogger(StoredFiles.class);
    private static final Set<String> PROPERTIES =
            Set.copyOf(Codec.toTree(new StoredFile("", "", 0, "")).propertyNames());

    private final Parts parts;

    /** Files in the file store of the given parts. */
    public StoredFiles(Parts parts) {
        this.parts = parts;
    }

    /**
     * Deletes what the results of a job's steps name, and its input does not: what came with the input is the caller's. A
     * file that cannot be deleted now stays for good, since nothing names it any more; so that is said.
     */
    void delete(DeletedJob job) {
        Set<String> names = names(job.results());
        names.removeAll(names(List.of(job.input())));
        for (String name : names) {
            try {
                parts.files().delete(name);
            } catch (IOException | RuntimeException e) { // of somebody else's store
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("job", job.id())
                        .addKeyValue("file", name)
                        .log("A file of a deleted job could not be deleted");
            }
        }
    }

    private static Set<String> names(Collection<String> values) {
        Set<String> names = new HashSet<>();
        values.forEach(json -> collect(Codec.tree(json), names));
        return names;
    }

    private static void collect(JsonNode value, Set<String> names) {
        if (PROPERTIES.equals(Set.copyOf(value.propertyNames()))) {
            names.add(value.get("name").asString(""));
        }
        value.forEach(element -> collect(element, names));
    }
}
