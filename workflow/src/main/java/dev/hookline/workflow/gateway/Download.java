package dev.hookline.workflow.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A file of an output that is being read.
 *
 * @param content its bytes; closed by whoever asked for the download
 * @param contentType its media type as Replicate says
 */
public record Download(InputStream content, String contentType) implements AutoCloseable {
    /** Checks that both are there. */
    public Download {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(contentType, "contentType");
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
