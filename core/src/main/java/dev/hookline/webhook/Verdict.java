package dev.hookline.webhook;

/** What a verifier found: a webhook of Replicate, or why it is none. */
public sealed interface Verdict {

    /**
     * Returns the event.
     *
     * @throws WebhookRejectedException if there is none
     */
    WebhookEvent orThrow();

    /** Whether there is an event. */
    boolean isAccepted();

    /**
     * The request comes from Replicate.
     *
     * @param event what happened
     */
    record Accepted(WebhookEvent event) implements Verdict {
        @Override
        public WebhookEvent orThrow() {
            return event;
        }

        @Override
        public boolean isAccepted() {
            return true;
        }
    }

    /**
     * The request does not come from Replicate, or is of no use.
     *
     * @param reason why
     * @param explanation a sentence for the log, without anything that the sender chose
     */
    record Rejected(Reason reason, String explanation) implements Verdict {
        @Override
        public WebhookEvent orThrow() {
            throw new WebhookRejectedException(this);
        }

        @Override
        public boolean isAccepted() {
            return false;
        }
    }
}
