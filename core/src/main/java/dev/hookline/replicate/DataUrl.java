package dev.hookline.replicate;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A file that is written out in its own URL. */
final class DataUrl {
    private static final String BASE64 = ";base64";
    private static final String DEFAULT_TYPE = "text/plain;charset=US-ASCII";

    private final URI uri;
    private final String mediaType;
    private final byte[] bytes;

    private DataUrl(URI uri, String mediaType, byte[] bytes) {
        this.uri = uri;
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    static DataUrl parse(URI uri) {
        String text = uri.getRawSchemeSpecificPart();
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw new ReplicateException("not opened, since it is a data URL without a comma");
        }
        String head = text.substring(0, comma);
        boolean isBase64 = head.endsWith(BASE64);
        String type = isBase64 ? head.substring(0, head.length() - BASE64.length()) : head;
        // A plus means itself here, other than in a form.
        String content = URLDecoder.decode(text.substring(comma + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        return new DataUrl(uri, type.isEmpty() ? DEFAULT_TYPE : type, isBase64 ? decoded(content) : raw(content));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new ReplicateException("not opened, since it is a data URL whose content is no base64");
        }
    }

    private static byte[] raw(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    URI uri() {
        return uri;
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes;
    }
}
