package dev.hookline.workflow.engine;

/** What a webhook request is answered. */
public enum Answer {
    /** Its effect is durable, or it has none: repeated, late, of a canceled or deleted job. */
    ACCEPTED(200),
    /** It was signed, and is no prediction. */
    MALFORMED(400),
    /** It was not signed, signed by somebody else, or too long ago. */
    UNAUTHORIZED(401),
    /** Its token was never issued. */
    UNKNOWN_TOKEN(404),
    /** Its token was issued for another prediction. */
    CONFLICT(409),
    /** Its body is larger than the limit. */
    TOO_LARGE(413),
    /** The store cannot be reached; Replicate should try again. */
    UNAVAILABLE(503);

    private final int status;

    Answer(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
