package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Content;
import dev.hookline.replicate.internal.http.HttpCall;
import dev.hookline.replicate.internal.http.Lane;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** Predictions: runs of a model. Thread-safe. */
public final class Predictions {
    /** What an answer may need to travel, beyond the wait that Replicate was asked for. */
    private static final Duration WAIT_MARGIN = Duration.ofSeconds(5);

    private final Api api;

    Predictions(Api api) {
        this.api = api;
    }

    /**
     * Creates a prediction, by the operation that fits its model: {@code POST /models/{owner}/{name}/predictions} for
     * {@code owner/name}, {@code POST /predictions} for a version,
     * {@code POST /deployments/{owner}/{name}/predictions} for a deployment.
     *
     * <p>It is sent once, since a repeated create is paid for: only after a 429 is it sent again, as the client's
     * {@link RetryPolicy} allows. When no answer comes, {@link ReplicateConnectionException#mayHaveBeenReceived()} says
     * whether a prediction may have been made.
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Prediction create(CreatePrediction request) {
        return Api.await(createAsync(request));
    }

    /** Does what {@link #create} does, without waiting. */
    public CompletableFuture<Prediction> createAsync(CreatePrediction request) {
        Content content = Content.of("application/json", Json.bytes(body(request)));
        HttpCall.Builder call = api.post(path(request.model())).content(content).lane(Lane.CREATE);
        request.cancelAfter().ifPresent(life -> call.header("Cancel-After", wholeSeconds(life) + "s"));
        request.waitFor().ifPresent(longest -> {
            call.header("Prefer", "wait=" + wholeSeconds(longest));
            call.patience(longest.plus(WAIT_MARGIN));
        });
        Api redacted = request.webhook().map(URI::toString).map(api::hiding).orElse(api);
        return redacted.json(call.build(), Prediction::from);
    }

    /**
     * Returns a prediction as it is now. {@code GET /predictions/{id}}
     *
     * @throws NotFoundException if there is none of this id, or none any more
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Prediction get(String id) {
        return Api.await(getAsync(id));
    }

    /** Does what {@link #get} does, without waiting. */
    public CompletableFuture<Prediction> getAsync(String id) {
        return api.json(api.get("predictions", id).build(), Prediction::from);
    }

    /**
     * Asks Replicate to end a prediction; one that has ended already stays as it is.
     * {@code POST /predictions/{id}/cancel}
     *
     * @throws NotFoundException if there is none of this id
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Prediction cancel(String id) {
        return Api.await(cancelAsync(id));
    }

    /** Does what {@link #cancel} does, without waiting. */
    public CompletableFuture<Prediction> cancelAsync(String id) {
        return api.json(api.post("predictions", id, "cancel").build(), Prediction::from);
    }

    private static String[] path(ModelReference model) {
        String owner = model.owner().orElse("");
        String name = model.name().orElse("");
        return switch (model.kind()) {
            case MODEL -> new String[] {"models", owner, name, "predictions"};
            case DEPLOYMENT -> new String[] {"deployments", owner, name, "predictions"};
            case MODEL_VERSION, VERSION -> new String[] {"predictions"};
        };
    }

    private static ObjectNode body(CreatePrediction request) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (request.model().version().isPresent()) {
            body.put("version", request.model().toString());
        }
        body.set("input", request.input());
        request.webhook().ifPresent(url -> body.put("webhook", url.toString()));
        if (!request.events().isEmpty()) {
            var filter = body.putArray("webhook_events_filter");
            request.events().stream().sorted().forEach(type -> filter.add(type.wireName()));
        }
        return body;
    }

    private static long wholeSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
