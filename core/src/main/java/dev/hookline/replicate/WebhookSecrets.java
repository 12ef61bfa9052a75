package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.HttpCall;
import java.util.concurrent.CompletableFuture;

/** The secrets that sign webhooks. Thread-safe. */
public final class WebhookSecrets {
    private final Api api;

    WebhookSecrets(Api api) {
        this.api = api;
    }

    /**
     * Returns the account's default secret, which changes when someone rotates it. {@code GET /webhooks/default/secret}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public WebhookSecret getDefault() {
        return Api.await(getDefaultAsync());
    }

    /** Does what {@link #getDefault()} does, without waiting. */
    public CompletableFuture<WebhookSecret> getDefaultAsync() {
        HttpCall call = api.get("webhooks", "default", "secret").build();
        return api.json(
                call,
                json -> Json.text(json, "key")
                        .map(WebhookSecret::new)
                        .orElseThrow(() -> new ReplicateException("an answer without a key")));
    }
}
