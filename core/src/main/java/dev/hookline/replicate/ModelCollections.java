package dev.hookline.replicate;

import java.util.concurrent.CompletableFuture;

/** Collections of models, made by Replicate. Thread-safe. */
public final class ModelCollections {
    private final Api api;

    ModelCollections(Api api) {
        this.api = api;
    }

    /**
     * Lists the collections. {@code GET /collections}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<ModelCollection> list() {
        return Api.await(listAsync());
    }

    /** Does what {@link #list} does, without waiting. */
    public CompletableFuture<Page<ModelCollection>> listAsync() {
        return api.page(api.get("collections").build(), ModelCollection::from);
    }

    /**
     * Returns a collection with its models. {@code GET /collections/{slug}}
     *
     * @throws NotFoundException if there is none of this slug
     * @throws ReplicateException as {@link Replicate} describes
     */
    public ModelCollection get(String slug) {
        return Api.await(getAsync(slug));
    }

    /** Does what {@link #get} does, without waiting. */
    public CompletableFuture<ModelCollection> getAsync(String slug) {
        return api.json(api.get("collections", slug).build(), ModelCollection::from);
    }
}
