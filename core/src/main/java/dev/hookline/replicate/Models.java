package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Content;
import dev.hookline.replicate.internal.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Models: what predictions run. Thread-safe. */
public final class Models {
    private final Api api;

    Models(Api api) {
        this.api = api;
    }

    /**
     * Lists public models, and those of the account. {@code GET /models}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<Model> list(ModelOrder order) {
        return Api.await(listAsync(order));
    }

    /** Does what {@link #list} does, without waiting. */
    public CompletableFuture<Page<Model>> listAsync(ModelOrder order) {
        return api.page(api.find(order.query(), "models").build(), Model::from);
    }

    /**
     * Finds public models; {@link Replicate#search(String, int)} finds more than models. {@code QUERY /models}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<Model> search(String query) {
        return Api.await(searchAsync(query));
    }

    /** Does what {@link #search} does, without waiting. */
    public CompletableFuture<Page<Model>> searchAsync(String query) {
        HttpCall call = api.call("QUERY", api.uri("models"))
                .content(Content.of("text/plain; charset=utf-8", query.getBytes(StandardCharsets.UTF_8)))
                .build();
        return api.page(call, Model::from);
    }

    /**
     * Returns a model. {@code GET /models/{owner}/{name}}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Model get(String ownerAndName) {
        return Api.await(getAsync(ownerAndName));
    }

    /** Does what {@link #get} does, without waiting. */
    public CompletableFuture<Model> getAsync(String ownerAndName) {
        ModelName model = ModelName.parse(ownerAndName);
        return api.json(api.get("models", model.owner(), model.name()).build(), Model::from);
    }

    /**
     * Makes a model without versions, for a training to fill. {@code POST /models}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Model create(CreateModel request) {
        return Api.await(createAsync(request));
    }

    /** Does what {@link #create} does, without waiting. */
    public CompletableFuture<Model> createAsync(CreateModel request) {
        return api.json(api.send("POST", request.body(), "models").build(), Model::from);
    }

    /**
     * Changes what is said of a model. {@code PATCH /models/{owner}/{name}}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Model update(String ownerAndName, UpdateModel changes) {
        return Api.await(updateAsync(ownerAndName, changes));
    }

    /** Does what {@link #update} does, without waiting. */
    public CompletableFuture<Model> updateAsync(String ownerAndName, UpdateModel changes) {
        ModelName model = ModelName.parse(ownerAndName);
        HttpCall call = api.send("PATCH", changes.body(), "models", model.owner(), model.name())
                .build();
        return api.json(call, Model::from);
    }

    /**
     * Deletes a private model that has no versions. {@code DELETE /models/{owner}/{name}}
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
        return api.done(api.delete("models", model.owner(), model.name()).build());
    }

    /**
     * Lists predictions that show what a model can do. {@code GET /models/{owner}/{name}/examples}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<Prediction> examples(String ownerAndName) {
        return Api.await(examplesAsync(ownerAndName));
    }

    /** Does what {@link #examples} does, without waiting. */
    public CompletableFuture<Page<Prediction>> examplesAsync(String ownerAndName) {
        ModelName model = ModelName.parse(ownerAndName);
        return api.page(
                api.get("models", model.owner(), model.name(), "examples").build(), Prediction::from);
    }

    /**
     * Returns a model's readme, which is Markdown. {@code GET /models/{owner}/{name}/readme}
     *
     * @throws NotFoundException if there is no such model, or it has none
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public String readme(String ownerAndName) {
        return Api.await(readmeAsync(ownerAndName));
    }

    /** Does what {@link #readme} does, without waiting. */
    public CompletableFuture<String> readmeAsync(String ownerAndName) {
        ModelName model = ModelName.parse(ownerAndName);
        HttpCall call = api.get("models", model.owner(), model.name(), "readme")
                .header("Accept", "text/plain")
                .build();
        return api.answer(call, answer -> new String(answer.body(), StandardCharsets.UTF_8));
    }

    /**
     * Lists a model's versions, newest first. {@code GET /models/{owner}/{name}/versions}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<ModelVersion> versions(String ownerAndName) {
        return Api.await(versionsAsync(ownerAndName));
    }

    /** Does what {@link #versions} does, without waiting. */
    public CompletableFuture<Page<ModelVersion>> versionsAsync(String ownerAndName) {
        ModelName model = ModelName.parse(ownerAndName);
        return api.page(
                api.get("models", model.owner(), model.name(), "versions").build(), ModelVersion::from);
    }

    /**
     * Returns a version of a model. {@code GET /models/{owner}/{name}/versions/{id}}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public ModelVersion version(String ownerAndName, String versionId) {
        return Api.await(versionAsync(ownerAndName, versionId));
    }

    /** Does what {@link #version} does, without waiting. */
    public CompletableFuture<ModelVersion> versionAsync(String ownerAndName, String versionId) {
        ModelName model = ModelName.parse(ownerAndName);
        HttpCall call = api.get("models", model.owner(), model.name(), "versions", versionId)
                .build();
        return api.json(call, ModelVersion::from);
    }

    /**
     * Begins to delete a version of a private model, with all its predictions. {@code DELETE /models/{owner}/{name}/versions/{id}}
     *
     * @throws NotFoundException if there is none of this name
     * @throws IllegalArgumentException if the name is not {@code owner/name}
     * @throws ReplicateException as {@link Replicate} describes
     */
    public void deleteVersion(String ownerAndName, String versionId) {
        Api.await(deleteVersionAsync(ownerAndName, versionId));
    }

    /** Does what {@link #deleteVersion} does, without waiting. */
    public CompletableFuture<Void> deleteVersionAsync(String ownerAndName, String versionId) {
        ModelName model = ModelName.parse(ownerAndName);
        return api.done(api.delete("models", model.owner(), model.name(), "versions", versionId)
                .build());
    }
}
