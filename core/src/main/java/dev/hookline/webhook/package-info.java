/**
 * Proof that a request comes from Replicate, and the event in it. Begin with
 * {@link dev.hookline.webhook.WebhookVerifier}:
 *
 * <pre>{@code
 * WebhookVerifier verifier = WebhookVerifier.of(SigningSecret.parse(secret));
 * Verdict verdict = verifier.verify(WebhookHeaders.of(exchange.getRequestHeaders()), body);
 * if (verdict instanceof Verdict.Accepted accepted) {
 *     handle(accepted.event().run());
 * }
 * }</pre>
 */
@NullMarked
package dev.hookline.webhook;

import org.jspecify.annotations.NullMarked;
