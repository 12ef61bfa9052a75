package dev.hookline.simulator;

import dev.hookline.simulator.internal.picture.Editing;
import dev.hookline.simulator.internal.picture.Painting;
import dev.hookline.simulator.internal.picture.PictureFormat;
import dev.hookline.simulator.internal.picture.Pictures;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Draws, edits or merges, as google/nano-banana-pro does: without a picture it draws the prompt; one picture it edits visibly;
 * of several the first is a template whose frame stays, with the others inside it in their order.
 */
final class NanoBanana implements SimulatedModel {

    private static final String LIKE_INPUT = "match_input_image";
    private static final List<String> RATIOS =
            List.of(LIKE_INPUT, "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");
    private static final List<String> FILTERS =
            List.of("block_low_and_above", "block_medium_and_above", "block_only_high");
    private static final int MOST_PICTURES = 14;

    @Override
    public List<InvalidField> check(ModelInput input) {
        return FieldCheck.of(input)
                .requiredText("prompt")
                .urls("image_input", MOST_PICTURES)
                .oneOf("aspect_ratio", RATIOS)
                .oneOf("resolution", List.of("1K", "2K", "4K"))
                .oneOf("output_format", List.of("jpg", "png"))
                .oneOf("safety_filter_level", FILTERS)
                .faults();
    }

    @Override
    public ModelAnswer run(ModelInput input) {
        List<BufferedImage> pictures =
                input.texts("image_input").stream().map(url -> read(input, url)).toList();
        Dimension size = size(input, pictures);
        PictureFormat format =
                PictureFormat.valueOf(input.text("output_format").orElse("jpg").toUpperCase(Locale.ROOT));
        byte[] file = format.encode(picture(input, pictures, size));
        return ModelAnswer.of(OutputFile.owning("output." + format.extension(), format.contentType(), file))
                .withLogs("Used " + pictures.size() + " pictures", "Made " + size.width + "x" + size.height);
    }

    private static BufferedImage picture(ModelInput input, List<BufferedImage> pictures, Dimension size) {
        String prompt = input.text("prompt").orElse("");
        return switch (pictures.size()) {
            case 0 -> {
                String caption = "seed " + input.seed() + "  |  " + size.width + "x" + size.height;
                yield Painting.draw(prompt, input.seed(), caption, size.width, size.height);
            }
            case 1 -> Editing.edit(pictures.get(0), prompt, input.seed(), size.width, size.height);
            default -> Editing.merge(pictures.get(0), pictures.subList(1, pictures.size()), size.width, size.height);
        };
    }

    private static BufferedImage read(ModelInput input, String url) {
        return Pictures.read(input.file(url))
                .orElseThrow(() -> new ModelFailedException(
                        "Input image could not be processed: cannot identify image" + " file"));
    }

    private static Dimension size(ModelInput input, List<BufferedImage> pictures) {
        String ratio = input.text("aspect_ratio").orElse(LIKE_INPUT);
        double width = 1;
        double height = 1;
        if (!ratio.equals(LIKE_INPUT)) {
            int colon = ratio.indexOf(':');
            width = Integer.parseInt(ratio.substring(0, colon));
            height = Integer.parseInt(ratio.substring(colon + 1));
        } else if (!pictures.isEmpty()) {
            width = pictures.get(0).getWidth();
            height = pictures.get(0).getHeight();
        }
        int longSide =
                1024 * Integer.parseInt(input.text("resolution").orElse("2K").substring(0, 1));
        double scale = longSide / Math.max(width, height);
        return new Dimension(
                Math.max(1, (int) Math.round(width * scale)), Math.max(1, (int) Math.round(height * scale)));
    }
}
