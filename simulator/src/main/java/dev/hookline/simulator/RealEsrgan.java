package dev.hookline.simulator;

import dev.hookline.simulator.internal.picture.PictureFormat;
import dev.hookline.simulator.internal.picture.Pictures;
import java.awt.image.BufferedImage;
import java.util.List;

/** Enlarges a picture, as nightmareai/real-esrgan does, and like it fails on one of more than 2.09 megapixels. */
final class RealEsrgan implements SimulatedModel {

    private static final long MAX_PIXELS = 2_096_704;
    private static final long MAX_ENLARGED_PIXELS = 36_000_000;
    private static final double DEFAULT_SCALE = 4;

    @Override
    public List<InvalidField> check(ModelInput input) {
        return FieldCheck.of(input)
                .requiredText("image")
                .url("image")
                .number("scale", 0, 10)
                .flag("face_enhance")
                .faults();
    }

    @Override
    public ModelAnswer run(ModelInput input) {
        byte[] content = input.file(input.text("image").orElseThrow());
        BufferedImage picture =
                Pictures.read(content).orElseThrow(() -> new ModelFailedException("cannot identify image file"));
        long pixels = (long) picture.getWidth() * picture.getHeight();
        if (pixels > MAX_PIXELS) {
            throw new ModelFailedException("Input image of dimensions (" + picture.getHeight() + ", "
                    + picture.getWidth() + ", 3) has a total number of pixels " + pixels
                    + " greater than the max size that fits in GPU memory on this hardware, " + MAX_PIXELS
                    + ". Resize input image and try again.");
        }
        double scale = input.number("scale").orElse(DEFAULT_SCALE);
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        if ((long) width * height > MAX_ENLARGED_PIXELS) {
            throw new ModelFailedException("CUDA out of memory (E1001)");
        }
        PictureFormat format = PictureFormat.PNG;
        byte[] enlarged = format.encode(Pictures.scale(picture, width, height));
        return ModelAnswer.of(OutputFile.owning("output." + format.extension(), format.contentType(), enlarged))
                .withLogs("Enlarged by " + scale + " to " + width + "x" + height);
    }
}
