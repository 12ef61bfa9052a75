package dev.hookline.webhook;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA256 under one key (RFC 2104). What the key adds to the digest is computed once and copied for each message, where
 * {@link javax.crypto.Mac} digests two blocks of it anew each time. Thread-safe: the two digests are only ever copied.
 */
final class Hmac {
    private static final String HASH = "SHA-256";
    private static final int BLOCK_BYTES = 64;
    private static final int HASH_BYTES = 32;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;

    Hmac(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? sha256().digest(key) : key, BLOCK_BYTES);
        this.inner = begun(block, INNER);
        this.outer = begun(block, OUTER);
    }

    /** The 32 bytes over both parts of a message. */
    byte[] sign(byte[] first, byte[] second) {
        try {
            MessageDigest message = (MessageDigest) inner.clone();
            message.update(first);
            message.update(second);
            byte[] hash = message.digest();
            MessageDigest whole = (MessageDigest) outer.clone();
            whole.update(hash);
            whole.digest(hash, 0, HASH_BYTES);
            return hash;
        } catch (CloneNotSupportedException | DigestException e) {
            throw new IllegalStateException("every Java platform has a " + HASH + " that can be copied", e);
        }
    }

    private static MessageDigest begun(byte[] block, byte pad) {
        byte[] padded = block.clone();
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= pad;
        }
        MessageDigest digest = sha256();
        digest.update(padded);
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance(HASH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HASH, e);
        }
    }
}
