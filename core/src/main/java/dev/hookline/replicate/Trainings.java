package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Lane;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Trainings: runs that make a new version of a model. Thread-safe. */
public final class Trainings {
    private final Api api;

    Trainings(Api api) {
        this.api = api;
    }

    /**
     * Creates a training; sent once, as {@link Predictions#create} is. {@code POST /models/{owner}/{name}/versions/{id}/trainings}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Training create(CreateTraining request) {
        return Api.await(createAsync(request));
    }

    /** Does what {@link #create} does, without waiting. */
    public CompletableFuture<Training> createAsync(CreateTraining request) {
        ModelReference trainer = request.trainer();
        String[] path = {
            "models",
            trainer.owner().orElse(""),
            trainer.name().orElse(""),
            "versions",
            trainer.version().orElse(""),
            "trainings"
        };
        URI webhook = request.webhook();
        Api redacted = webhook == null ? api : api.hiding(webhook.toString());
        return Futures.then(
                new InputFiles(new Files(api)).replaced(request.body()),
                body -> redacted.json(
                        api.send("POST", body, path).lane(Lane.CREATE).build(), Training::from));
    }

    /**
     * Returns a training as it is now. {@code GET /trainings/{id}}
     *
     * @throws NotFoundException if there is none of this id
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Training get(String id) {
        return Api.await(getAsync(id));
    }

    /** Does what {@link #get} does, without waiting. */
    public CompletableFuture<Training> getAsync(String id) {
        return api.json(api.get("trainings", id).build(), Training::from);
    }

    /**
     * Lists the account's trainings, newest first. {@code GET /trainings}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<Training> list() {
        return Api.await(listAsync());
    }

    /** Does what {@link #list} does, without waiting. */
    public CompletableFuture<Page<Training>> listAsync() {
        return api.page(api.get("trainings").build(), Training::from);
    }

    /**
     * Asks Replicate to end a training; one that has ended already stays as it is. {@code POST /trainings/{id}/cancel}
     *
     * @throws NotFoundException if there is none of this id
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Training cancel(String id) {
        return Api.await(cancelAsync(id));
    }

    /** Does what {@link #cancel} does, without waiting. */
    public CompletableFuture<Training> cancelAsync(String id) {
        return api.json(api.post("trainings", id, "cancel").build(), Training::from);
    }
}
