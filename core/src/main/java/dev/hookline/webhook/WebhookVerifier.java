package dev.hookline.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells webhooks of Replicate from everything else, by the Standard Webhooks scheme: HMAC-SHA256 over id, timestamp and
 * the raw bytes of the body, compared in constant time. Thread-safe. It does not remember what it has seen: a message
 * that is sent again within the tolerance is accepted again, and has to be harmless.
 *
 * <p>The URL is not signed: a webhook that is accepted says nothing about which path it was sent to.
 */
public final class WebhookVerifier {
    private static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    private final SigningSecrets secrets;
    private final InstantSource clock;
    private final Duration tolerance;

    private WebhookVerifier(SigningSecrets secrets, InstantSource clock, Duration tolerance) {
        this.secrets = secrets;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /**
     * Creates a verifier for fixed secrets, with the system's clock and five minutes of tolerance.
     *
     * @throws IllegalArgumentException if none is given
     */
    public static WebhookVerifier of(SigningSecret... secrets) {
        return of(SigningSecrets.of(secrets));
    }

    /**
     * Creates a verifier with the system's clock and five minutes of tolerance.
     *
     * @throws IllegalArgumentException if there is no secret
     */
    public static WebhookVerifier of(SigningSecrets secrets) {
        if (secrets.current().isEmpty()) {
            throw new IllegalArgumentException("webhooks cannot be verified without a signing secret");
        }
        return new WebhookVerifier(secrets, InstantSource.system(), DEFAULT_TOLERANCE);
    }

    /** Returns a copy with another clock. */
    public WebhookVerifier withClock(InstantSource source) {
        return new WebhookVerifier(secrets, source, tolerance);
    }

    /**
     * Returns a copy that accepts timestamps as far from now as this, in both directions; five minutes unless set.
     *
     * @throws IllegalArgumentException if it is not above zero, or above a day
     */
    public WebhookVerifier withTolerance(Duration distance) {
        if (distance.isZero() || distance.isNegative() || distance.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("the tolerance is above zero and at most a day, not " + distance);
        }
        return new WebhookVerifier(secrets, clock, distance);
    }

    /**
     * Verifies a request. The array must not be changed afterwards: the event reads what it is about from it when it is
     * asked. Throws nothing of its own: a forged request is a verdict.
     */
    public Verdict verify(WebhookHeaders headers, byte[] body) {
        SignedHeaders signed = SignedHeaders.read(headers);
        Verdict.@Nullable Rejected refusal = check(signed, body);
        return refusal == null
                ? new Verdict.Accepted(new WebhookEvent(signed.id(), Instant.ofEpochSecond(signed.epochSecond()), body))
                : refusal;
    }

    private Verdict.@Nullable Rejected check(SignedHeaders headers, byte[] body) {
        if (headers.refusal() != null) {
            return headers.refusal();
        }
        long distance = Math.abs(headers.epochSecond() - Math.floorDiv(clock.millis(), 1_000));
        if (distance > tolerance.toSeconds()) {
            return new Verdict.Rejected(
                    Reason.STALE_TIMESTAMP,
                    "the timestamp is " + distance + " s from now: check the clock if it is not");
        }
        List<SigningSecret> tried = secrets.current();
        boolean fits = fitsAny(tried, headers, body) || fitsAny(secrets.newerThan(tried), headers, body);
        return fits ? null : new Verdict.Rejected(Reason.BAD_SIGNATURE, "no signature fits any secret");
    }

    private static boolean fitsAny(List<SigningSecret> candidates, SignedHeaders headers, byte[] body) {
        byte[] prefix = headers.prefix();
        for (SigningSecret secret : candidates) {
            if (headers.anySignatureIs(secret.sign(prefix, body))) {
                return true;
            }
        }
        return false;
    }
}
