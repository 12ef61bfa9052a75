package dev.hookline.dashboard.job;

import dev.hookline.job.JobSnapshot;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the files that a job and all jobs below it have stored: the finished ones and those on the way. */
final class JobFiles {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Set<String> names = new LinkedHashSet<>();

    private JobFiles() {}

    static Set<String> of(Descendants tree) {
        JobFiles files = new JobFiles();
        tree.snapshots().forEach(files::collect);
        return files.names;
    }

    private void collect(JobSnapshot snapshot) {
        Stream<String> results = snapshot.steps().stream().flatMap(step -> Stream.ofNullable(step.result()));
        Stream.concat(Stream.of(snapshot.job().input()), results).forEach(json -> collect(MAPPER.readTree(json)));
    }

    /** A stored file stands in JSON as an object with its name and its digest, wherever it stands. */
    private void collect(JsonNode json) {
        if (json.path("name").isString() && json.path("sha256").isString()) {
            names.add(json.path("name").stringValue());
        }
        json.forEach(this::collect);
    }
}
