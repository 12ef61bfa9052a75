package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.file.StoredFile;
import dev.hookline.job.Attempt;
import dev.hookline.job.JobError;
import dev.hookline.workflow.gateway.Download;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outputs;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Stores the files of an output, and puts into it what they are called in the file store. */
final class Collector {
    /** Replicate keeps a file for an hour after its prediction's end, which is the deadline at the latest. */
    private static final Duration KEPT_BY_REPLICATE = Duration.ofHours(1);

    private final Parts parts;
    private final long maxBytes;

    Collector(Parts parts, long maxBytes) {
        this.parts = parts;
        this.maxBytes = maxBytes;
    }

    Event collect(StepWork work, Node node) {
        JsonNode output = Codec.tree(Objects.requireNonNull(work.step().result()));
        try {
            JsonNode stored = store(output);
            return new Event.StepSucceeded(work.done(), Codec.write(Outputs.read(stored, node.type())));
        } catch (FileNotFoundException e) {
            return failed(work, "output-removed", "A file of the output is gone from Replicate");
        } catch (TooLargeException e) {
            return failed(work, "output-too-large", "A file of the output is larger than " + maxBytes + " bytes");
        } catch (IOException e) {
            return again(work, node, e);
        } catch (HooklineException e) {
            return failed(work, "output-mismatch", String.valueOf(e.getMessage()));
        }
    }

    private Event again(StepWork work, Node node, IOException e) {
        Attempt attempt = work.attempt().orElseThrow();
        Instant now = parts.clock().instant();
        Instant end = attempt.createdAt().plus(node.options().deadline()).plus(KEPT_BY_REPLICATE);
        String why = "A file of the output could not be stored (" + e.getClass().getSimpleName() + ")";
        return now.isAfter(end)
                ? failed(work, "output-removed", why + ", and Replicate keeps it no longer")
                : new Event.StepPostponed(work.done(), Delays.next(attempt, now), why);
    }

    private JsonNode store(JsonNode output) throws IOException {
        if (output.isString()) {
            Optional<URI> file = fileUrl(output.stringValue());
            return file.isPresent() ? Codec.toTree(store(file.get())) : output;
        }
        if (output.isArray()) {
            ArrayNode replaced = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : output) {
                replaced.add(store(element));
            }
            return replaced;
        }
        if (output.isObject()) {
            ObjectNode replaced = JsonNodeFactory.instance.objectNode();
            for (var property : output.properties()) {
                replaced.set(property.getKey(), store(property.getValue()));
            }
            return replaced;
        }
        return output;
    }

    private StoredFile store(URI url) throws IOException {
        try (Download download = parts.gateway().open(url)) {
            return parts.files().put(new LimitedInputStream(download.content(), maxBytes), download.contentType());
        }
    }

    private Optional<URI> fileUrl(String text) {
        return Urls.parse(text).filter(parts.gateway()::isFile);
    }

    private static Event failed(StepWork work, String code, String message) {
        return new Event.StepFailed(work.done(), new JobError(code, message));
    }
}
