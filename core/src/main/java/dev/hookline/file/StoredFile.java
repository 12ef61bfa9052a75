package dev.hookline.file;

import java.util.Objects;

/**
 * A file in a {@link FileStore}. Immutable; as a result of a step it is kept as JSON with these four fields.
 *
 * @param name its name in the store, which no other file ever has
 * @param contentType its media type, such as {@code image/png}
 * @param size its length in bytes
 * @param sha256 the SHA-256 of its bytes as 64 hex digits
 */
public record StoredFile(String name, String contentType, long size, String sha256) {
    /** Checks that all parts are there. */
    public StoredFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(sha256, "sha256");
    }
}
