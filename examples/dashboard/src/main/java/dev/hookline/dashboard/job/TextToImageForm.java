package dev.hookline.dashboard.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of a page as it was filled in; what was filled in wrongly is shown again as it was. Immutable.
 *
 * @param prompt what the pictures are to show
 * @param size what they are to measure
 * @param images how many
 * @param format what is asked of the model
 * @param key names this filled-in form, so that sending it twice makes one job
 */
record TextToImageForm(
        @Nullable String prompt,
        @Nullable String size,
        @Nullable String images,
        @Nullable String format,
        @Nullable String key) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    static TextToImageForm empty(String key) {
        return new TextToImageForm("", "1:1", "1", "jpg", key);
    }

    /** The fields for {@link TextToImageRequest#check}. */
    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("prompt", prompt);
        fields.put("size", size);
        fields.put("images", images != null && NUMBER.matcher(images).matches() ? Integer.valueOf(images) : images);
        fields.put("format", format);
        return fields;
    }

    /** The key under which the job is started; empty when the form has none that can be used. */
    Optional<String> idempotencyKey() {
        return FormKey.of(key);
    }
}
