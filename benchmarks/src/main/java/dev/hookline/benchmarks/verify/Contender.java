package dev.hookline.benchmarks.verify;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is measured side by side. */
public enum Contender {
    /** The limit: one keyed {@link Mac} over bytes that stand ready, and nothing else. */
    RAW_MAC {
        @Override
        Verification prepare(SignedMessage message) {
            byte[] signed = message.signedBytes();
            Mac mac = keyed(message.key());
            return () -> mac.doFinal(signed);
        }
    },

    /** Headers, timestamp, signature. */
    HOOKLINE {
        @Override
        Verification prepare(SignedMessage message) {
            WebhookVerifier verifier = WebhookVerifier.of(SigningSecret.parse(message.secret()));
            Map<String, List<String>> headers = message.headers();
            byte[] body = message.body();
            return () -> verifier.verify(WebhookHeaders.of(headers), body).orThrow();
        }
    },

    /** The same, and the prediction read from the body. */
    HOOKLINE_AND_JSON {
        @Override
        Verification prepare(SignedMessage message) {
            WebhookVerifier verifier = WebhookVerifier.of(SigningSecret.parse(message.secret()));
            Map<String, List<String>> headers = message.headers();
            byte[] body = message.body();
            return () ->
                    verifier.verify(WebhookHeaders.of(headers), body).orThrow().run();
        }
    },

    /** The scheme's own Java library. It takes the body as text, so the bytes of the request become text first. */
    STANDARD_WEBHOOKS {
        @Override
        Verification prepare(SignedMessage message) {
            Webhook webhook = new Webhook(message.secret());
            Map<String, List<String>> headers = message.headers();
            byte[] body = message.body();
            return () -> {
                String text = new String(body, StandardCharsets.UTF_8);
                try {
                    webhook.verify(text, headers);
                } catch (WebhookVerificationException e) {
                    throw new IllegalStateException(e);
                }
                return text;
            };
        }
    },

    /** The library of the service that Replicate sends its webhooks by; it wants the body as text, too. */
    SVIX {
        @Override
        Verification prepare(SignedMessage message) {
            com.svix.Webhook webhook = svix(message.secret());
            Map<String, List<String>> headers = message.headers();
            byte[] body = message.body();
            return () -> {
                String text = new String(body, StandardCharsets.UTF_8);
                try {
                    webhook.verify(text, headers);
                } catch (com.svix.exceptions.WebhookVerificationException e) {
                    throw new IllegalStateException(e);
                }
                return text;
            };
        }
    };

    abstract Verification prepare(SignedMessage message);

    private static com.svix.Webhook svix(String secret) {
        try {
            return new com.svix.Webhook(secret);
        } catch (com.svix.exceptions.EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
