package dev.hookline.replicate;

/** The account's secret for signing webhooks, as the API gives it. Nothing shows it but {@link #reveal()}. */
public final class WebhookSecret {
    private final String key;

    WebhookSecret(String key) {
        this.key = key;
    }

    /** Returns the secret itself, beginning with {@code whsec_}. */
    public String reveal() {
        return key;
    }

    @Override
    public String toString() {
        return "WebhookSecret[redacted]";
    }
}
