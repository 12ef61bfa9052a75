package dev.hookline.job;

import java.util.Base64;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The unguessable part of an attempt's callback URL: 128 random bits as 22 characters of URL-safe base64. It tells
 * which attempt a webhook is for; it proves nothing by itself. Immutable; {@link #toString} does not show it.
 */
public final class CallbackToken {
    private static final int BYTES = 16;
    private static final int LENGTH = 22;

    private final String value;

    private CallbackToken(String value) {
        this.value = value;
    }

    /** Draws a new token; the source has to be a cryptographic one outside of tests. */
    public static CallbackToken create(RandomGenerator random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return new CallbackToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /**
     * Reads a token from a path or a database.
     *
     * @throws IllegalArgumentException when the text cannot be a token; the message does not repeat it
     */
    public static CallbackToken of(String value) {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("Not a callback token: expected 22 characters of URL-safe base64");
        }
        return new CallbackToken(value);
    }

    /** Whether the text has the form of a token, whether or not it was ever issued. */
    public static boolean isWellFormed(String value) {
        return value.length() == LENGTH && value.chars().allMatch(CallbackToken::isBase64Url);
    }

    /** The token itself, for the callback URL and the database and for nothing else. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallbackToken token && value.equals(token.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return "CallbackToken[redacted]";
    }

    private static boolean isBase64Url(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
