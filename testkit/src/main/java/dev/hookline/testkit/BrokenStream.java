package dev.hookline.testkit;

import java.io.IOException;
import java.io.InputStream;

/** A stream that gives some bytes and then fails, as a download does whose connection breaks. */
final class BrokenStream extends InputStream {
    private final IOException failure;
    private int left;

    BrokenStream(int goodBytes, IOException failure) {
        this.left = goodBytes;
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            throw failure;
        }
        left--;
        return 7;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        target[offset] = (byte) read();
        return 1;
    }
}
