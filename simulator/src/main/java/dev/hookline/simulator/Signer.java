package dev.hookline.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks by the Standard Webhooks scheme. Immutable; the secret shows nowhere. */
final class Signer {

    static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /** Initialized once, never used but cloned: looking an algorithm up takes longer than the signing. */
    private final Mac prototype;

    /**
     * @param secret {@code whsec_} and the key in base64
     * @throws IllegalArgumentException when it is no such secret
     */
    Signer(String secret) {
        try {
            this.prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(key(secret), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Each JDK has " + ALGORITHM, e);
        }
    }

    /** @throws IllegalArgumentException when it is no secret */
    static void check(String secret) {
        key(secret);
    }

    private static byte[] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A signing secret begins with " + PREFIX);
        }
        byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        if (bytes.length == 0) {
            throw new IllegalArgumentException("The signing secret is empty");
        }
        return bytes;
    }

    /** The value of {@code webhook-signature}. */
    String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = (Mac) prototype.clone();
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's " + ALGORITHM + " can be cloned", e);
        }
    }

    @Override
    public String toString() {
        return "Signer[redacted]";
    }
}
