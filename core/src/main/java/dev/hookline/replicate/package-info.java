/**
 * The client of Replicate's HTTP API. Begin with {@link dev.hookline.replicate.Replicate}:
 *
 * <pre>{@code
 * try (Replicate replicate = Replicate.builder().token(token).build()) {
 *     Prediction prediction = replicate.predictions().create(CreatePrediction.model("google/imagen-4-ultra")
 *             .input("prompt", "a paper boat on the Chao Phraya")
 *             .webhook(URI.create("https://example.com/webhooks/replicate"))
 *             .build());
 * }
 * }</pre>
 *
 * <p>Every operation has a twin that returns a {@link java.util.concurrent.CompletableFuture} and lets no thread wait.
 */
@NullMarked
package dev.hookline.replicate;

import org.jspecify.annotations.NullMarked;
