package dev.hookline.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One version of a model under its name.
 *
 * @param name {@code owner/name}
 * @param version the version's id
 */
record NamedModel(String name, String version, SimulatedModel model) {

    NamedModel {
        if (!name.matches("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*")) {
            throw new IllegalArgumentException("A model's name is owner/name, not " + name);
        }
    }

    /** A model whose version follows from its name. */
    static NamedModel of(String name, SimulatedModel model) {
        return new NamedModel(name, sha256(name), model);
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each JDK has SHA-256", e);
        }
    }
}
