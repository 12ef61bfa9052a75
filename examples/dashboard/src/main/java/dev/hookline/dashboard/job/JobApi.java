package dev.hookline.dashboard.job;

import dev.hookline.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Jobs for programs. What a POST has accepted is durable before it is answered. */
@RestController
@RequestMapping(path = "/api/jobs")
class JobApi {
    private static final int MAX_LIMIT = 100;

    private final JobActions actions;
    private final JobReader reader;

    JobApi(JobActions actions, JobReader reader) {
        this.actions = actions;
        this.reader = reader;
    }

    /** The answer to a request that started a job. */
    record Accepted(String id) {}

    @PostMapping(path = "/text-to-image", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Accepted> start(InputStream body) throws IOException {
        JobId id = actions.start(TextToImageRequest.check(JsonBody.read(body)), Optional.empty());
        return ResponseEntity.accepted()
                .location(URI.create("/api/jobs/" + id.value()))
                .body(new Accepted(id.value()));
    }

    @GetMapping
    JobPage list(@RequestParam(defaultValue = "20") String limit, @RequestParam Optional<String> after) {
        return reader.list(limit(limit), after.map(JobApi::cursor).orElse(null));
    }

    @GetMapping("/{id}")
    JobView find(@PathVariable String id) {
        return reader.find(JobActions.idOf(id)).orElseThrow(() -> new UnknownJobException(id));
    }

    @GetMapping("/{id}/log")
    List<LogLine> log(@PathVariable String id) {
        return reader.findLog(JobActions.idOf(id)).orElseThrow(() -> new UnknownJobException(id));
    }

    @PostMapping("/{id}/images/{index}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(@PathVariable String id, @PathVariable String index) {
        actions.retry(id, index);
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void cancel(@PathVariable String id) {
        actions.cancel(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        actions.delete(id);
    }

    private static int limit(String text) {
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            limit = 0;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidRequestException("limit", "range", "must be a whole number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    static @Nullable JobId cursor(String text) {
        try {
            return text.isEmpty() ? null : new JobId(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("after", "type", "must be the next of a page before");
        }
    }
}
