package dev.hookline.webhook;

/** Why a request is not taken for a webhook of Replicate. */
public enum Reason {
    /** One of {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature} is missing. */
    MISSING_HEADER,
    /** One of the headers is repeated, too long, or not of the form that the scheme gives it. */
    MALFORMED_HEADER,
    /** The timestamp is further from now than the tolerance: an old message sent again, or a clock that is wrong. */
    STALE_TIMESTAMP,
    /** No signature fits any secret. */
    BAD_SIGNATURE
}
