package dev.hookline.replicate;

import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A part of a list, and the way to the parts beside it, which are looked for on the API's own host only. Immutable and
 * thread-safe.
 *
 * @param <T> what the list is of
 */
public final class Page<T> {
    private final List<T> results;
    private final @Nullable URI next;
    private final @Nullable URI previous;
    private final Function<URI, CompletableFuture<Page<T>>> fetch;

    private Page(JsonNode json, Function<JsonNode, T> reader, Function<URI, CompletableFuture<Page<T>>> fetch) {
        this.results = Json.list(json, "results", reader);
        this.next = Json.uri(json, "next").orElse(null);
        this.previous = Json.uri(json, "previous").orElse(null);
        this.fetch = fetch;
    }

    static <T> Page<T> from(
            JsonNode json, Function<JsonNode, T> reader, Function<URI, CompletableFuture<Page<T>>> fetch) {
        if (!json.isObject()) {
            throw new ReplicateException("not a page: JSON that is no object");
        }
        return new Page<>(json, reader, fetch);
    }

    /** Returns the items of this page. */
    public List<T> results() {
        return results;
    }

    /** Whether there is a page after this one. */
    public boolean hasNext() {
        return next != null;
    }

    /** Whether there is a page before this one. */
    public boolean hasPrevious() {
        return previous != null;
    }

    /**
     * Fetches the page after this one.
     *
     * @throws NoSuchElementException if there is none
     * @throws ReplicateException if it is on another host, or as {@link Replicate} describes
     */
    public Page<T> next() {
        return Api.await(nextAsync());
    }

    /** Does what {@link #next()} does, without waiting. */
    public CompletableFuture<Page<T>> nextAsync() {
        return fetch.apply(existing(next));
    }

    /**
     * Fetches the page before this one.
     *
     * @throws NoSuchElementException if there is none
     * @throws ReplicateException if it is on another host, or as {@link Replicate} describes
     */
    public Page<T> previous() {
        return Api.await(previousAsync());
    }

    /** Does what {@link #previous()} does, without waiting. */
    public CompletableFuture<Page<T>> previousAsync() {
        return fetch.apply(existing(previous));
    }

    private static URI existing(@Nullable URI url) {
        return Optional.ofNullable(url).orElseThrow(() -> new NoSuchElementException("there is no further page"));
    }

    /**
     * Returns the items of this page and of all pages after it, each page fetched when the stream gets there.
     *
     * <p>The stream throws a {@link ReplicateException} when a page cannot be fetched.
     */
    public Stream<T> stream() {
        Iterator<T> items = new Items<>(this);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public String toString() {
        return "Page[" + results.size() + " results, hasNext=" + hasNext() + "]";
    }

    private static final class Items<T> implements Iterator<T> {
        private Page<T> page;
        private int index;

        Items(Page<T> first) {
            this.page = first;
        }

        @Override
        public boolean hasNext() {
            // A page may be empty and still have one after it.
            while (index >= page.results.size() && page.hasNext()) {
                page = page.next();
                index = 0;
            }
            return index < page.results.size();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there is no further item");
            }
            return page.results.get(index++);
        }
    }
}
