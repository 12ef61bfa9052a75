package dev.hookline.workflow.internal.run;

import dev.hookline.file.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes inputs ready to be sent: each stored file in them becomes a URL. */
final class Inputs {
    private static final int MAX_DATA_URL_BYTES = 190_000; // 256 kB once it is base64

    private final Parts parts;

    Inputs(Parts parts) {
        this.parts = parts;
    }

    /**
     * The same inputs without stored files; those in maps and lists are found too.
     *
     * @throws java.nio.file.NoSuchFileException when one is gone from the file store
     * @throws IOException when one could not be uploaded this time
     */
    Map<String, @Nullable Object> toSend(Map<String, @Nullable Object> input) throws IOException {
        Map<String, @Nullable Object> replaced = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : input.entrySet()) {
            replaced.put(entry.getKey(), toSend(entry.getValue()));
        }
        return replaced;
    }

    private @Nullable Object toSend(@Nullable Object value) throws IOException {
        if (value instanceof StoredFile file) {
            return url(file).toString();
        }
        if (value instanceof Collection<?> values) {
            List<@Nullable Object> replaced = new ArrayList<>();
            for (Object element : values) {
                replaced.add(toSend(element));
            }
            return replaced;
        }
        if (value instanceof Map<?, ?> values) {
            Map<String, @Nullable Object> replaced = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : values.entrySet()) {
                replaced.put(String.valueOf(entry.getKey()), toSend(entry.getValue()));
            }
            return replaced;
        }
        return value;
    }

    private URI url(StoredFile file) throws IOException {
        try (InputStream content = parts.files().open(file.name())) {
            if (file.size() > MAX_DATA_URL_BYTES) {
                return parts.gateway().upload(file, content);
            }
            String base64 = Base64.getEncoder().encodeToString(content.readAllBytes());
            return URI.create("data:" + file.contentType() + ";base64," + base64);
        }
    }
}
