package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Content;
import dev.hookline.replicate.internal.http.HttpCall;
import dev.hookline.replicate.internal.http.Lane;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
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
     * <p>Files in its input are uploaded before, or become data URLs when they are small.
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
        return Futures.then(
                new InputFiles(new Files(api)).replaced(request.inputNode()), input -> send(request, input));
    }

    private CompletableFuture<Prediction> send(CreatePrediction request, ObjectNode input) {
        Content content = Content.of("application/json", Json.bytes(body(request, input)));
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
     * Creates a prediction and waits for its end: Replicate holds the create request open for up to a minute, and then
     * it is waited for as {@link #await} does. Whoever can take webhooks needs none of that.
     *
     * <p>When the time is over the prediction is returned as it is then, and goes on; give it a
     * {@link CreatePrediction.Builder#cancelAfter} to bound it.
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Prediction run(CreatePrediction request, Duration longest) {
        return Api.await(runAsync(request, longest));
    }

    /** Does what {@link #run} does, without waiting. */
    public CompletableFuture<Prediction> runAsync(CreatePrediction request, Duration longest) {
        Instant start = api.clock().instant();
        CreatePrediction waiting = request.waitFor().isPresent() ? request : request.waitingFor(longest);
        return Futures.then(createAsync(waiting), prediction -> {
            Duration spent = Duration.between(start, api.clock().instant());
            return awaitAsync(prediction, longest.minus(spent));
        });
    }

    /**
     * Waits for the end of a prediction and returns it, or returns it as it is when the time is over. One whose model
     * streams is looked up once, when its stream has ended; any other, or one whose stream is lost, less and less often:
     * after half a second, and later every five.
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Prediction await(Prediction prediction, Duration longest) {
        return Api.await(awaitAsync(prediction, longest));
    }

    /** Does what {@link #await} does, without waiting; a stream has a daemon thread of the client that reads it. */
    public CompletableFuture<Prediction> awaitAsync(Prediction prediction, Duration longest) {
        return new Waiting(this, api).end(prediction, longest);
    }

    /**
     * Opens what a prediction puts out while it runs, as server-sent events. The first connection is made when the first
     * event is asked for.
     *
     * @throws ReplicateException if its model cannot stream, or its stream is not on a host of Replicate
     */
    public PredictionStream stream(Prediction prediction) {
        URI url = prediction.urls().stream()
                .orElseThrow(
                        () -> new ReplicateException(prediction + " has no stream: its model puts out all at once"));
        if (!api.isStreamHost(url)) {
            throw new ReplicateException("a stream that is not opened, since it is on another host: " + url.getHost());
        }
        return new PredictionStream(lastId -> connect(url, lastId), api::pause);
    }

    /**
     * Publishes what a prediction puts out while it runs, to each subscriber from the beginning and at the pace that he
     * asks for; see {@link #stream}. A subscriber has a daemon thread of the client's own until the stream ends or he
     * cancels.
     *
     * @throws ReplicateException if its model cannot stream, or its stream is not on a host of Replicate
     */
    public Flow.Publisher<StreamEvent> publish(Prediction prediction) {
        stream(prediction).close();
        return new StreamPublisher(() -> stream(prediction), api.readers());
    }

    private Download connect(URI url, String lastId) {
        HttpCall.Builder call = api.call("GET", url)
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-store")
                .streaming();
        if (!lastId.isEmpty()) {
            call.header("Last-Event-ID", lastId);
        }
        return Api.await(api.answer(call.build(), Download::of));
    }

    /**
     * Lists the account's predictions, newest first. {@code GET /predictions}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<Prediction> list(PredictionFilter filter) {
        return Api.await(listAsync(filter));
    }

    /** Does what {@link #list} does, without waiting. */
    public CompletableFuture<Page<Prediction>> listAsync(PredictionFilter filter) {
        return api.page(api.find(filter.query(), "predictions").build(), Prediction::from);
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

    private static ObjectNode body(CreatePrediction request, ObjectNode input) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (request.model().version().isPresent()) {
            body.put("version", request.model().toString());
        }
        body.set("input", input);
        WebhookOptions.write(request.webhook().orElse(null), request.events(), body);
        return body;
    }

    private static long wholeSeconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
