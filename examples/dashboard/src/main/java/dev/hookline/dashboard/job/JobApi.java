package dev.hookline.dashboard.job;

import dev.hookline.dashboard.request.InvalidRequestException;
import dev.hookline.dashboard.request.JsonBody;
import dev.hookline.dashboard.upload.PhotoRequestReader;
import dev.hookline.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
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
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** A user's jobs for programs. What a POST has accepted is durable before it is answered. */
@RestController
@RequestMapping(path = "/api/jobs")
class JobApi {
    private static final int MAX_LIMIT = 100;

    private final JobActions actions;
    private final JobReader reader;
    private final PhotoRequestReader photoRequests;

    JobApi(JobActions actions, JobReader reader, PhotoRequestReader photoRequests) {
        this.actions = actions;
        this.reader = reader;
        this.photoRequests = photoRequests;
    }

    /** The answer to a request that started a job. */
    record Accepted(String id) {}

    @PostMapping(path = "/text-to-image", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Accepted> start(InputStream body, Principal user) throws IOException {
        return accepted(actions.start(user.getName(), TextToImageRequest.check(JsonBody.read(body)), Optional.empty()));
    }

    @PostMapping(path = "/custom-prompt", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Accepted> start(MultipartHttpServletRequest form, Principal user) throws IOException {
        return accepted(actions.start(user.getName(), photoRequests.read(form), Optional.empty()));
    }

    @GetMapping
    JobPage list(
            @RequestParam(defaultValue = "20") String limit, @RequestParam Optional<String> after, Principal user) {
        return reader.list(user.getName(), limit(limit), cursor(after));
    }

    @GetMapping("/{id}")
    JobView find(@PathVariable String id, Principal user) {
        return reader.get(user.getName(), id);
    }

    @GetMapping("/{id}/originals")
    JobView.Originals originals(@PathVariable String id, Principal user) {
        return reader.get(user.getName(), id).wanted().originals();
    }

    @GetMapping("/{id}/log")
    List<LogLine> log(@PathVariable String id, LogFilter filter, Principal user) {
        return filter.apply(reader.log(user.getName(), id));
    }

    @PostMapping("/{id}/images/{index}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(@PathVariable String id, @PathVariable String index, Principal user) {
        actions.retry(user.getName(), id, index);
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(@PathVariable String id, Principal user) {
        actions.retry(user.getName(), id);
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void cancel(@PathVariable String id, Principal user) {
        actions.cancel(user.getName(), id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Principal user) {
        actions.delete(user.getName(), id);
    }

    private static ResponseEntity<Accepted> accepted(JobId id) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/jobs/" + id.value()))
                .body(new Accepted(id.value()));
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

    static @Nullable JobId cursor(Optional<String> text) {
        try {
            return text.filter(given -> !given.isEmpty()).map(JobId::new).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("after", "type", "must be the next of a page before");
        }
    }
}
