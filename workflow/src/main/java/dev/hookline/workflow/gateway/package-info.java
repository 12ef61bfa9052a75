/**
 * The engine's way to Replicate: {@link dev.hookline.workflow.gateway.PredictionGateway} is what the engine needs of it,
 * {@link dev.hookline.workflow.gateway.ReplicateGateway} does it over HTTP.
 *
 * <pre>{@code
 * Replicate replicate = Replicate.builder().token(token).retries(RetryPolicy.none()).build();
 * PredictionGateway gateway = ReplicateGateway.create(replicate);
 * }</pre>
 */
@NullMarked
package dev.hookline.workflow.gateway;

import org.jspecify.annotations.NullMarked;
