package dev.hookline.simulator;

import dev.hookline.simulator.internal.picture.Painting;
import dev.hookline.simulator.internal.picture.PictureFormat;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** Draws a picture for a prompt, as google/imagen-4-ultra does: one URL, of a JPEG or PNG. */
final class Imagen implements SimulatedModel {

    private static final ModelSchema SCHEMA = ModelSchema.of("""
            {"required": ["prompt"], "properties": {
              "prompt": {"type": "string", "description": "What to draw"},
              "aspect_ratio": {"enum": ["1:1", "9:16", "16:9", "3:4", "4:3"], "default": "1:1",
                "description": "Proportions of the picture"},
              "safety_filter_level": {"enum": ["block_low_and_above", "block_medium_and_above", "block_only_high"],
                "default": "block_only_high", "description": "How strict the filter of prompts is, the first the strictest"},
              "output_format": {"enum": ["jpg", "png"], "default": "jpg", "description": "Format of the picture"},
              "seed": {"type": "integer", "description": "Of the simulator alone: the same seed draws the same picture"}}}
            """, """
            {"type": "string", "format": "uri"}
            """).withExample("""
            {"prompt": "A lighthouse above a calm sea at dawn", "aspect_ratio": "16:9", "output_format": "jpg"}
            """);

    @Override
    public ModelSchema schema() {
        return SCHEMA;
    }

    @Override
    public ModelAnswer run(ModelInput input) {
        String ratio = input.text("aspect_ratio").orElse("1:1");
        PictureFormat format =
                PictureFormat.valueOf(input.text("output_format").orElse("jpg").toUpperCase(Locale.ROOT));
        Dimension size = size(ratio);
        long seed = input.seed();
        String caption = "seed " + seed + "  |  " + ratio + "  |  " + size.width + "x" + size.height;
        BufferedImage picture = Painting.draw(input.text("prompt").orElse(""), seed, caption, size.width, size.height);
        return ModelAnswer.of(
                        OutputFile.owning("output." + format.extension(), format.contentType(), format.encode(picture)))
                .withLogs("Using seed: " + seed, "Generated image in " + ratio);
    }

    private static Dimension size(String ratio) {
        return switch (ratio) {
            case "9:16" -> new Dimension(1152, 2048);
            case "16:9" -> new Dimension(2048, 1152);
            case "3:4" -> new Dimension(1536, 2048);
            case "4:3" -> new Dimension(2048, 1536);
            default -> new Dimension(2048, 2048);
        };
    }
}
