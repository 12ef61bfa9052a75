package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.HttpCall;
import java.util.concurrent.CompletableFuture;

/** Deployments: models on machines of one's own choice. Their predictions are created with {@link Predictions#create}. Thread-safe. */
public final class Deployments {
    private final Api api;

    Deployments(Api api) {
        this.api = api;
    }

    /**
     * Lists the account's deployments. {@code GET /deployments}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<Deployment> list() {
        return Api.await(listAsync());
    }

    /** Does what {@link #list} does, without waiting. */
    public CompletableFuture<Page<Deployment>> listAsync() {
        return api.page(api.get("deployments").build(), Deployment::from);
    }

    /**
     * Returns a deployment. {@code GET /deployments/{owner}/{name}}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Deployment get(String ownerAndName) {
        return Api.await(getAsync(ownerAndName));
    }

    /** Does what {@link #get} does, without waiting. */
    public CompletableFuture<Deployment> getAsync(String ownerAndName) {
        ModelName model = ModelName.parse(ownerAndName);
        return api.json(api.get("deployments", model.owner(), model.name()).build(), Deployment::from);
    }

    /**
     * Makes a deployment. {@code POST /deployments}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Deployment create(CreateDeployment request) {
        return Api.await(createAsync(request));
    }

    /** Does what {@link #create} does, without waiting. */
    public CompletableFuture<Deployment> createAsync(CreateDeployment request) {
        return api.json(api.send("POST", request.body(), "deployments").build(), Deployment::from);
    }

    /**
     * Changes a deployment, which makes a new release of it. {@code PATCH /deployments/{owner}/{name}}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Deployment update(String ownerAndName, UpdateDeployment changes) {
        return Api.await(updateAsync(ownerAndName, changes));
    }

    /** Does what {@link #update} does, without waiting. */
    public CompletableFuture<Deployment> updateAsync(String ownerAndName, UpdateDeployment changes) {
        ModelName model = ModelName.parse(ownerAndName);
        HttpCall call = api.send("PATCH", changes.body(), "deployments", model.owner(), model.name())
                .build();
        return api.json(call, Deployment::from);
    }

    /**
     * Deletes a deployment that has been idle for 15 minutes. {@code DELETE /deployments/{owner}/{name}}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public void delete(String ownerAndName) {
        Api.await(deleteAsync(ownerAndName));
    }

    /** Does what {@link #delete} does, without waiting. */
    public CompletableFuture<Void> deleteAsync(String ownerAndName) {
        ModelName model = ModelName.parse(ownerAndName);
        return api.done(api.delete("deployments", model.owner(), model.name()).build());
    }
}
