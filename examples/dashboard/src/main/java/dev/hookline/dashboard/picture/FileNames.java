package dev.hookline.dashboard.picture;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;

/** What the name of a stored file says: whether it can be one, and which picture format it has. */
final class FileNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Map<String, MediaType> PICTURES = Map.of(
            "jpg", MediaType.IMAGE_JPEG,
            "png", MediaType.IMAGE_PNG,
            "webp", MediaType.parseMediaType("image/webp"));

    private FileNames() {}

    /** Whether it is a plain name, which no path can be made of. */
    static boolean isPlain(String name) {
        return NAME.matcher(name).matches();
    }

    /** The type as which a browser may show it; empty for everything that is no picture, HTML and SVG above all. */
    static Optional<MediaType> pictureType(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(PICTURES.get(extension));
    }
}
