/**
 * Runs workflows: {@link dev.hookline.workflow.engine.Engine} starts and cancels jobs,
 * {@link dev.hookline.workflow.engine.WebhookEndpoint} takes what Replicate sends.
 *
 * <pre>{@code
 * Engine engine = Engine.builder()
 *         .store(store).files(files).gateway(ReplicateGateway.create(replicate))
 *         .callbackUrl(URI.create("https://example.com/webhooks/replicate"))
 *         .workflows(image)
 *         .build();
 * JobId job = engine.start(image, new Prompt("a lighthouse at dusk"));
 * }</pre>
 */
@NullMarked
package dev.hookline.workflow.engine;

import org.jspecify.annotations.NullMarked;
