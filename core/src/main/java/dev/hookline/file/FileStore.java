package dev.hookline.file;

import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps files. An interface to be implemented for another place; {@code FileStoreContract} of hookline-testkit tells
 * whether an implementation is right. All methods may be called by any number of threads at once.
 */
public interface FileStore {
    /**
     * Stores what the stream gives, up to its end, without holding it in memory as a whole. The file is visible whole or
     * not at all, and durable when the call returns. The stream is not closed.
     *
     * @param content the bytes
     * @param contentType the media type, such as {@code image/png}
     * @return the file, under a new name that cannot be guessed
     * @throws IOException when the stream or the store fails; nothing is kept then
     */
    StoredFile put(InputStream content, String contentType) throws IOException;

    /**
     * Opens a file for reading; the caller closes the stream.
     *
     * @param name a name that {@link #put} gave
     * @throws java.nio.file.NoSuchFileException when there is no such file, or the name is none that this store gives
     * @throws IOException when the store fails
     */
    InputStream open(String name) throws IOException;

    /**
     * Deletes a file. Deleting one that is not there changes nothing.
     *
     * @param name a name that {@link #put} gave
     * @return whether there was such a file
     * @throws IOException when the store fails
     */
    boolean delete(String name) throws IOException;
}
