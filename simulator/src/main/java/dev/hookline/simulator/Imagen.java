package dev.hookline.simulator;

import dev.hookline.simulator.internal.picture.Painting;
import dev.hookline.simulator.internal.picture.PictureFormat;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** Draws a picture for a prompt, as google/imagen-4-ultra does: one URL, of a JPEG or PNG. */
final class Imagen implements SimulatedModel {

    private static final List<String> RATIOS = List.of("1:1", "9:16", "16:9", "3:4", "4:3");
    private static final List<String> FORMATS = List.of("jpg", "png");

    @Override
    public List<InvalidField> check(ModelInput input) {
        return FieldCheck.of(input)
                .requiredText("prompt")
                .oneOf("aspect_ratio", RATIOS)
                .oneOf("output_format", FORMATS)
                .integer("seed")
                .faults();
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
