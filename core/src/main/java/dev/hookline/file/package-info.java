/**
 * Where outputs are kept once Replicate has made them, since Replicate deletes its own copies after an hour.
 *
 * <pre>{@code
 * FileStore files = LocalFileStore.create(Path.of("data/files"));
 * StoredFile file = files.put(bytes, "image/png");
 * try (InputStream in = files.open(file.name())) { ... }
 * }</pre>
 */
@NullMarked
package dev.hookline.file;

import org.jspecify.annotations.NullMarked;
