package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.OutputFormat;
import dev.hookline.dashboard.flow.OutputSize;
import dev.hookline.dashboard.flow.TextToImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks what somebody asks for, in JSON or by a form, and finds all that is wrong at once. The prompt and the size have
 * to be there; without the others one picture is made, and a JPEG is asked of the model.
 */
final class TextToImageRequest {
    private static final List<String> FIELDS = List.of("prompt", "size", "images", "format");

    private final Map<String, @Nullable Object> fields;
    private final List<FieldError> errors = new ArrayList<>();

    private TextToImageRequest(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /**
     * Checks a request.
     *
     * @param fields what was sent: text as String, whole numbers as Integer, anything else as any other type
     * @throws InvalidRequestException when a field is wrong, missing or unknown, with all of them
     */
    static TextToImage check(Map<String, @Nullable Object> fields) {
        return new TextToImageRequest(fields).checked();
    }

    private TextToImage checked() {
        String prompt = prompt();
        Optional<OutputSize> size =
                fields.get("size") == null ? missing("size") : choice("size", OutputSize::find, "1:1, 3:4 or 9:16");
        int images = images();
        Optional<OutputFormat> format = fields.get("format") == null
                ? Optional.of(OutputFormat.JPG)
                : choice("format", OutputFormat::find, "jpg, png or webp");
        for (String field : new TreeSet<>(fields.keySet())) {
            if (!FIELDS.contains(field)) {
                refuse(shortened(field), "unknown-field", "is not known; known are prompt, size, images and format");
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return new TextToImage(prompt, size.orElseThrow(), images, format.orElseThrow());
    }

    private String prompt() {
        Object value = fields.get("prompt");
        if (value != null && !(value instanceof String)) {
            refuse("prompt", "type", "must be text");
            return "";
        }
        String prompt = value == null ? "" : ((String) value).strip();
        int length = prompt.codePointCount(0, prompt.length());
        if (length == 0) {
            refuse("prompt", "required", "is required");
        } else if (length < TextToImage.MIN_PROMPT_LENGTH) {
            refuse("prompt", "too-short", "must have at least 10 characters, and has " + length);
        } else if (length > TextToImage.MAX_PROMPT_LENGTH) {
            refuse("prompt", "too-long", "must have at most 4000 characters, and has " + length);
        }
        return prompt;
    }

    private int images() {
        Object value = fields.get("images");
        if (value == null) {
            return 1;
        }
        if (!(value instanceof Integer number) || number < 1 || number > TextToImage.MAX_IMAGES) {
            refuse("images", "range", "must be a whole number from 1 to " + TextToImage.MAX_IMAGES);
            return 1;
        }
        return number;
    }

    private <T> Optional<T> choice(String field, Function<String, Optional<T>> find, String choices) {
        Optional<T> found = fields.get(field) instanceof String text ? find.apply(text) : Optional.empty();
        if (found.isEmpty()) {
            refuse(field, "choice", "must be " + choices);
        }
        return found;
    }

    private <T> Optional<T> missing(String field) {
        refuse(field, "required", "is required");
        return Optional.empty();
    }

    private void refuse(String field, String code, String message) {
        errors.add(new FieldError(field, code, message));
    }

    private static String shortened(String field) {
        return field.length() <= 40 ? field : field.substring(0, 40) + "…";
    }
}
