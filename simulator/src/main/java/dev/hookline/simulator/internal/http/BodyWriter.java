package dev.hookline.simulator.internal.http;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a body whose end is not known when it begins. May block. */
@FunctionalInterface
public interface BodyWriter {

    /**
     * Writes the whole body; the caller closes the stream.
     *
     * @throws IOException when the reader has gone
     * @throws InterruptedException when the server is closed
     */
    void write(OutputStream out) throws IOException, InterruptedException;
}
