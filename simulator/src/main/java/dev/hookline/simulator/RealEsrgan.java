package dev.hookline.simulator;

import dev.hookline.simulator.internal.picture.Painting;
import dev.hookline.simulator.internal.picture.PictureFormat;
import dev.hookline.simulator.internal.picture.Pictures;
import java.awt.image.BufferedImage;
import java.util.Base64;

/** Enlarges a picture, as nightmareai/real-esrgan does, and like it fails on one of more than 2.09 megapixels. */
final class RealEsrgan implements SimulatedModel {

    private static final long MAX_PIXELS = 2_096_704;
    private static final long MAX_ENLARGED_PIXELS = 36_000_000;
    private static final double DEFAULT_SCALE = 4;
    private static final ModelSchema SCHEMA =
            ModelSchema.of("""
                    {"required": ["image"], "properties": {
                      "image": {"type": "string", "format": "uri", "description": "The picture to enlarge"},
                      "scale": {"type": "number", "minimum": 0, "maximum": 10, "default": 4,
                        "description": "By how much"},
                      "face_enhance": {"type": "boolean", "default": false,
                        "description": "Whether faces are worked on besides"}}}
                    """, """
                    {"type": "string", "format": "uri"}
                    """).withExample("{\"image\": \"" + examplePicture() + "\", \"scale\": 2}");

    /** A small picture as a data URL. */
    private static String examplePicture() {
        byte[] picture = PictureFormat.JPG.encode(Painting.draw("", 3, "", 160, 120));
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(picture);
    }

    @Override
    public ModelSchema schema() {
        return SCHEMA;
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
