package dev.hookline.webhook;

import java.util.List;

/**
 * Where the verifier gets its secrets from; an interface to implement. Implementations are thread-safe and fast: they
 * are asked for each webhook.
 */
public interface SigningSecrets {

    /** Returns the secrets of which any may have signed; never empty. */
    List<SigningSecret> current();

    /**
     * Looks for other secrets after a signature fitted none of those that were tried, and returns them; empty when there
     * are none. Since anyone can send bad signatures, an implementation that asks someone else bounds how often it does.
     */
    List<SigningSecret> newerThan(List<SigningSecret> tried);

    /**
     * Returns secrets that never change.
     *
     * @throws IllegalArgumentException if none is given
     */
    static SigningSecrets of(SigningSecret... secrets) {
        return new FixedSecrets(List.of(secrets));
    }
}
