package dev.hookline.dashboard.job;

import dev.hookline.job.DeletedJob;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the files that a job has left behind: what was uploaded for it, what it has made, and what it made on the way. */
final class JobFiles {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Set<String> names = new LinkedHashSet<>();

    private JobFiles() {}

    static Set<String> of(DeletedJob job) {
        JobFiles files = new JobFiles();
        Stream.concat(Stream.of(job.input()), job.results().stream())
                .forEach(json -> files.collect(MAPPER.readTree(json)));
        return files.names;
    }

    /** A stored file stands in JSON as an object with its name and its digest, wherever it stands. */
    private void collect(JsonNode json) {
        if (json.path("name").isString() && json.path("sha256").isString()) {
            names.add(json.path("name").stringValue());
        }
        json.forEach(this::collect);
    }
}
