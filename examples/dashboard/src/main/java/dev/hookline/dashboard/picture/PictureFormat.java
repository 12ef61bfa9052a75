package dev.hookline.dashboard.picture;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats that are read. */
public enum PictureFormat {
    /** JPEG. */
    JPEG("image/jpeg"),
    /** PNG. */
    PNG("image/png"),
    /** WebP. */
    WEBP("image/webp");

    private final String contentType;

    PictureFormat(String contentType) {
        this.contentType = contentType;
    }

    /** Its media type. */
    public String contentType() {
        return contentType;
    }

    /** The format that an image reader calls by this name; empty when it is none that is read. */
    static Optional<PictureFormat> find(String readersName) {
        return Stream.of(values())
                .filter(format -> format.name().equals(readersName.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
