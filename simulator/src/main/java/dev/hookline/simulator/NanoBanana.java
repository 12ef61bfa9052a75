package dev.hookline.simulator;

import dev.hookline.simulator.internal.picture.Editing;
import dev.hookline.simulator.internal.picture.Painting;
import dev.hookline.simulator.internal.picture.PictureFormat;
import dev.hookline.simulator.internal.picture.Pictures;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws, edits or merges, as google/nano-banana-pro does: without a picture it draws the prompt; one picture it edits visibly;
 * of several the first is a template whose frame stays, with the others inside it in their order.
 */
final class NanoBanana implements SimulatedModel {

    private static final String LIKE_INPUT = "match_input_image";
    private static final Dimension SQUARE = new Dimension(1024, 1024);
    /** What the real one gives at 1K; 2K and 4K are two and four times as wide and high. Only some are exact. */
    private static final Map<String, Dimension> SIZES = Map.ofEntries(
            Map.entry("1:1", SQUARE),
            Map.entry("2:3", new Dimension(848, 1264)),
            Map.entry("3:2", new Dimension(1264, 848)),
            Map.entry("3:4", new Dimension(896, 1200)),
            Map.entry("4:3", new Dimension(1200, 896)),
            Map.entry("4:5", new Dimension(928, 1152)),
            Map.entry("5:4", new Dimension(1152, 928)),
            Map.entry("9:16", new Dimension(768, 1376)),
            Map.entry("16:9", new Dimension(1376, 768)),
            Map.entry("21:9", new Dimension(1584, 672)));

    private static final ModelSchema SCHEMA = ModelSchema.of("""
            {"required": ["prompt"], "properties": {
              "prompt": {"type": "string", "description": "What to draw, or how to edit the pictures"},
              "image_input": {"type": "array", "items": {"type": "string", "format": "uri"}, "maxItems": 14, "default": [],
                "description": "Pictures to edit or to merge, at most 14; of several the first is the template"},
              "aspect_ratio": {"enum": ["match_input_image", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16",
                "16:9", "21:9"], "default": "match_input_image", "description": "Proportions of the picture"},
              "resolution": {"enum": ["1K", "2K", "4K"], "default": "2K", "description": "How large the picture is"},
              "output_format": {"enum": ["jpg", "png"], "default": "jpg", "description": "Format of the picture"},
              "safety_filter_level": {"enum": ["block_low_and_above", "block_medium_and_above", "block_only_high"],
                "default": "block_only_high", "description": "How strict the filter of prompts is, the first the strictest"},
              "seed": {"type": "integer", "description": "Of the simulator alone: the same seed gives the same picture"}}}
            """, """
            {"type": "string", "format": "uri"}
            """).withExample("""
            {"prompt": "A garden after the rain", "aspect_ratio": "4:3", "resolution": "1K", "output_format": "jpg"}
            """);

    @Override
    public ModelSchema schema() {
        return SCHEMA;
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
        if (ratio.equals(LIKE_INPUT)) {
            ratio = pictures.isEmpty() ? "1:1" : nearest(pictures.get(0));
        }
        Dimension size = SIZES.getOrDefault(ratio, SQUARE);
        int times = Integer.parseInt(input.text("resolution").orElse("2K").substring(0, 1));
        return new Dimension(size.width * times, size.height * times);
    }

    /** The ratio that is the most like a picture's. */
    private static String nearest(BufferedImage picture) {
        double wanted = Math.log((double) picture.getWidth() / picture.getHeight());
        return SIZES.entrySet().stream()
                .min(Comparator.comparingDouble(size -> Math.abs(wanted
                        - Math.log(size.getValue().getWidth() / size.getValue().getHeight()))))
                .orElseThrow()
                .getKey();
    }
}
