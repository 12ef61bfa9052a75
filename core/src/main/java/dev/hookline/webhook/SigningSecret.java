package dev.hookline.webhook;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A secret that signs webhooks. Nothing shows it, once it is parsed. Thread-safe; equal to another of the same key,
 * compared in constant time.
 */
public final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_KEY_BYTES = 16;

    private final byte[] key;
    private final int hash;
    private final Hmac hmac;

    private SigningSecret(byte[] key) {
        this.key = key;
        this.hash = fingerprint(key);
        this.hmac = new Hmac(key);
    }

    /**
     * Parses a secret as Replicate gives it: {@code whsec_} and base64, in the usual alphabet or in the one for URLs.
     *
     * @throws IllegalArgumentException if the text is no such secret; the message does not show it
     */
    public static SigningSecret parse(String text) {
        String secret = text.strip();
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret begins with whsec_; this text does not");
        }
        byte[] key = decoded(secret.substring(PREFIX.length()));
        if (key == null || key.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("a signing secret is whsec_ and at least " + LEAST_KEY_BYTES
                    + " bytes in base64; this text is not");
        }
        return new SigningSecret(key);
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Returns the 32 bytes that sign a message: what stands before the body, and the body. */
    byte[] sign(byte[] prefix, byte[] body) {
        return hmac.sign(prefix, body);
    }

    /** Of a digest, so that the hash says nothing about the key. */
    private static int fingerprint(byte[] key) {
        try {
            return Arrays.hashCode(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningSecret secret && MessageDigest.isEqual(key, secret.key);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "SigningSecret[redacted]";
    }
}
