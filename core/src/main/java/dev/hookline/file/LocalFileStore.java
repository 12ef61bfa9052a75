package dev.hookline.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Keeps files in a folder of the local file system, or of one that is mounted and can move a file atomically.
 *
 * <p>A file lies at {@code <first two characters of its name>/<name>}, so that no folder grows too large. It is written
 * below {@code incoming}, forced to the disk, and moved to its place; then the folder is forced too. What a crash leaves
 * below {@code incoming} is removed a day later, by the next start. Several processes may share a folder.
 *
 * <p>A name is 128 random bits as 32 hex digits, and an extension that follows from the content type, such as
 * {@code .png}. Any other name is refused before the file system is asked, so no path from outside gets in.
 *
 * <p>Thread-safe.
 */
public final class LocalFileStore implements FileStore {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}\\.[a-z0-9]{2,5}");
    private static final int NAME_BYTES = 16;
    private static final int SHARD_LENGTH = 2;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);
    private static final String OTHER = "bin";
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("application/json", "json"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/wav", "wav"),
            Map.entry("audio/x-wav", "wav"),
            Map.entry("image/avif", "avif"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("image/webp", "webp"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/plain", "txt"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/quicktime", "mov"),
            Map.entry("video/webm", "webm"));

    private final Path folder;
    private final Path incoming;
    private final RandomGenerator random;
    private final Set<Path> durableShards = ConcurrentHashMap.newKeySet();

    LocalFileStore(Path folder, RandomGenerator random) {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        this.random = random;
    }

    /**
     * Creates a store in a folder, which is made when it is not there.
     *
     * @throws UncheckedIOException when the folder can be neither made nor written to
     */
    public static LocalFileStore create(Path folder) {
        return create(folder, new SecureRandom(), InstantSource.system());
    }

    static LocalFileStore create(Path folder, RandomGenerator random, InstantSource clock) {
        LocalFileStore store = new LocalFileStore(folder.toAbsolutePath().normalize(), random);
        try {
            Files.createDirectories(store.incoming);
            force(store.folder);
            store.removeLeftovers(clock.instant().minus(LEFTOVER_AGE));
        } catch (IOException e) {
            throw new UncheckedIOException("Opening the file store in " + folder + " failed", e);
        }
        return store;
    }

    @Override
    public StoredFile put(InputStream content, String contentType) throws IOException {
        String name = newName(contentType);
        Path temporary = incoming.resolve(name);
        try {
            MessageDigest digest = sha256();
            long size = write(content, digest, temporary);
            publish(temporary, place(name));
            return new StoredFile(name, contentType, size, HexFormat.of().formatHex(digest.digest()));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(checked(name));
    }

    @Override
    public boolean delete(String name) throws IOException {
        return isName(name) && Files.deleteIfExists(place(name));
    }

    private static long write(InputStream content, MessageDigest digest, Path target) throws IOException {
        long size = 0;
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = Channels.newOutputStream(channel);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
            }
            channel.force(true);
        }
        return size;
    }

    /** Once the move is done the file is visible, so a folder that cannot be forced takes it back. */
    private void publish(Path temporary, Path target) throws IOException {
        Path shard = shardOf(target);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        try {
            force(shard);
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    /** A shard that another thread or process has just made counts only once its own entry is on the disk. */
    private Path shardOf(Path target) throws IOException {
        Path shard = target.resolveSibling("").normalize();
        if (!durableShards.contains(shard)) {
            Files.createDirectories(shard);
            force(folder);
            durableShards.add(shard);
        }
        return shard;
    }

    private void removeLeftovers(Instant before) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming)) {
            for (Path leftover : leftovers) {
                removeIfOlder(leftover, before);
            }
        }
    }

    private static void removeIfOlder(Path leftover, Instant before) throws IOException {
        try {
            if (Files.getLastModifiedTime(leftover).toInstant().isBefore(before)) {
                Files.deleteIfExists(leftover);
            }
        } catch (NoSuchFileException e) {
            // Another process has just moved it to its place.
        }
    }

    private String newName(String contentType) {
        byte[] bits = new byte[NAME_BYTES];
        random.nextBytes(bits);
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return HexFormat.of().formatHex(bits) + "." + EXTENSIONS.getOrDefault(type, OTHER);
    }

    private Path checked(String name) throws NoSuchFileException {
        if (!isName(name)) {
            throw new NoSuchFileException("<not a name of this store>");
        }
        return place(name);
    }

    private Path place(String name) {
        return folder.resolve(name.substring(0, SHARD_LENGTH)).resolve(name);
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Makes the entries of a folder durable. Windows opens no folders, and writes them without being asked. */
    private static void force(Path directory) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
