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
