package dev.hookline.replicate;

import java.nio.file.Path;

/**
 * An output that was saved.
 *
 * @param path where it is
 * @param sizeBytes how large it is
 * @param sha256 the SHA-256 of its content in hexadecimal
 */
public record SavedFile(Path path, long sizeBytes, String sha256) {}
