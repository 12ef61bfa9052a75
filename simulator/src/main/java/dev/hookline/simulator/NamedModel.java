package dev.hookline.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model under its name.
 *
 * @param name {@code owner/name}
 * @param version the id of its one version
 */
record NamedModel(String name, String version, SimulatedModel model) {

    static NamedModel of(String name, SimulatedModel model) {
        if (!name.matches("[A-Za-z0-9][\\w.-]*/[A-Za-z0-9][\\w.-]*")) {
            throw new IllegalArgumentException("A model's name is owner/name, not " + name);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return new NamedModel(name, HexFormat.of().formatHex(digest), model);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each JDK has SHA-256", e);
        }
    }
}
