package dev.hookline.workflow.internal.run;

import dev.hookline.file.StoredFile;
import dev.hookline.job.Attempt;
import dev.hookline.job.JobError;
import dev.hookline.replicate.ReplicateException;
import dev.hookline.workflow.PredictionRequest;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.CreateCall;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.run.Performer.StepWork;
import dev.hookline.workflow.internal.transition.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Creates predictions: makes the request, brings its files to Replicate, sends the call and tells what came of it. */
final class Submitter {
    private static final int MAX_DATA_URL_BYTES = 190_000; // 256 kB once it is base64

    /** No job hangs: whatever keeps a create from being sent, it is given up after a day. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Parts parts;
    private final Callbacks callbacks;

    /** Until when nothing is sent, since Replicate has said that it takes no more for now. */
    private final AtomicLong closedUntilMillis = new AtomicLong();

    Submitter(Parts parts, Callbacks callbacks) {
        this.parts = parts;
        this.callbacks = callbacks;
    }

    /** Ends with an event in any case, never with an exception. */
    CompletionStage<Event> submit(StepWork work, Definition<?, ?> definition, Node node) {
        Attempt attempt = work.attempt().orElseThrow();
        Instant now = parts.clock().instant();
        long closedMillis = closedUntilMillis.get() - now.toEpochMilli();
        if (closedMillis > 0) {
            return done(postponed(work, attempt, Duration.ofMillis(closedMillis), "Replicate takes no more for now"));
        }
        CreateCall call;
        try {
            PredictionRequest request = node.request(work.arguments(definition, node));
            call = new CreateCall(
                    request.model(),
                    withFiles(request.input()),
                    callbacks.of(attempt.token()),
                    node.options().deadline());
        } catch (NoSuchFileException e) {
            return done(new Event.StepFailed(
                    work.done(), new JobError("file-missing", "An input is gone from the file store")));
        } catch (IOException e) {
            return done(postponed(work, attempt, Delays.next(attempt, now), "An input could not be uploaded"));
        } catch (ReplicateException e) {
            return done(new Event.StepFailed(
                    work.done(), new JobError("upload-refused", "Replicate refuses an input: " + e.getMessage())));
        } catch (RuntimeException | Error e) { // a function of the definition's author
            return done(LocalSteps.failure(work, e));
        }
        return parts.gateway()
                .create(call)
                .exceptionally(e -> new CreateAnswer.Unanswered(e.getClass().getSimpleName()))
                .thenApply(answer -> event(work, attempt, answer));
    }

    private Event event(StepWork work, Attempt attempt, CreateAnswer answer) {
        if (answer instanceof CreateAnswer.Created created) {
            return new Event.Seen(attempt, created.prediction(), Event.Source.CREATE);
        }
        if (answer instanceof CreateAnswer.Unanswered unanswered) {
            return new Event.AnswerLost(attempt, unanswered.why());
        }
        CreateAnswer.Refused refused = (CreateAnswer.Refused) answer;
        Duration retryAfter = refused.retryAfter();
        if (retryAfter == null) {
            return new Event.StepFailed(work.done(), refused.error());
        }
        Instant now = parts.clock().instant();
        Duration byAge = Delays.next(attempt, now);
        Duration delay = retryAfter.compareTo(SHORTEST_PAUSE) > 0 ? retryAfter : byAge;
        closedUntilMillis.accumulateAndGet(now.plus(retryAfter).toEpochMilli(), Math::max);
        return postponed(work, attempt, delay, refused.error().message());
    }

    /** Spread over a second, so that what was put off together does not come back together; and not for ever. */
    private Event postponed(StepWork work, Attempt attempt, Duration delay, String why) {
        if (parts.clock().instant().isAfter(attempt.createdAt().plus(LONGEST_WAIT))) {
            String message = why + ", for " + LONGEST_WAIT.toHours() + " hours now; it is not tried any more";
            return new Event.StepFailed(work.done(), new JobError("not-submitted", message));
        }
        Duration spread = Duration.ofMillis(parts.random().nextLong(1_000));
        return new Event.StepPostponed(work.done(), delay.plus(spread), why);
    }

    private Map<String, @Nullable Object> withFiles(Map<String, @Nullable Object> input) throws IOException {
        Map<String, @Nullable Object> replaced = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : input.entrySet()) {
            replaced.put(entry.getKey(), withFiles(entry.getValue()));
        }
        return replaced;
    }

    private @Nullable Object withFiles(@Nullable Object value) throws IOException {
        if (value instanceof StoredFile file) {
            return url(file).toString();
        }
        if (value instanceof Collection<?> values) {
            List<@Nullable Object> replaced = new ArrayList<>();
            for (Object element : values) {
                replaced.add(withFiles(element));
            }
            return replaced;
        }
        return value;
    }

    private URI url(StoredFile file) throws IOException {
        try (InputStream content = parts.files().open(file.name())) {
            if (file.size() > MAX_DATA_URL_BYTES) {
                return parts.gateway().upload(file, content);
            }
            String base64 = Base64.getEncoder().encodeToString(content.readAllBytes());
            return URI.create("data:" + file.contentType() + ";base64," + base64);
        }
    }

    private static CompletionStage<Event> done(Event event) {
        return CompletableFuture.completedStage(event);
    }
}
