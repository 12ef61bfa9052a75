package dev.hookline.dashboard.job;

import dev.hookline.dashboard.flow.OutputFormat;
import dev.hookline.dashboard.flow.OutputSize;
import dev.hookline.dashboard.flow.TextToImage;
import dev.hookline.dashboard.request.InvalidRequestException;
import dev.hookline.dashboard.request.RequestFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks what somebody asks for, in JSON or by a form, and finds all that is wrong at once. The prompt and the size have
 * to be there; without the others one picture is made, and a JPEG is asked of the model.
 */
final class TextToImageRequest {
    private TextToImageRequest() {}

    /**
     * Checks a request.
     *
     * @param sent what was sent: text as String, whole numbers as Integer, anything else as any other type
     * @throws InvalidRequestException when a field is wrong, missing or unknown, with all of them
     */
    static TextToImage check(Map<String, @Nullable Object> sent) {
        RequestFields fields = new RequestFields(sent);
        String prompt = fields.text("prompt", TextToImage.MIN_PROMPT_LENGTH, TextToImage.MAX_PROMPT_LENGTH);
        Optional<OutputSize> size = fields.choice("size", OutputSize::find, OutputSize.CHOICES);
        int images = fields.count("images", TextToImage.MAX_IMAGES);
        Optional<OutputFormat> format =
                fields.choiceOr(OutputFormat.JPG, "format", OutputFormat::find, "jpg, png or webp");
        fields.refuseUnknown(List.of("prompt", "size", "images", "format"));
        fields.throwIfWrong();
        return new TextToImage(prompt, size.orElseThrow(), images, format.orElseThrow());
    }
}
