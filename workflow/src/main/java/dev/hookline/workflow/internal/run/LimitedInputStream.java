package dev.hookline.workflow.internal.run;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails once more bytes were read than are allowed. */
final class LimitedInputStream extends FilterInputStream {
    private final long maxBytes;
    private long count;

    LimitedInputStream(InputStream in, long maxBytes) {
        super(in);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        return b < 0 ? b : counted(b, 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        return n <= 0 ? n : counted(n, n);
    }

    private int counted(int value, int n) throws IOException {
        count += n;
        if (count > maxBytes) {
            throw new TooLargeException(maxBytes);
        }
        return value;
    }
}
