package dev.hookline.simulator.internal.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/**
 * A calm landscape, with what was asked for written into it: a sky, a sun, and layers of hills. The same prompt and seed
 * give the same picture. Every pixel is computed straight into the raster, since filling shapes takes several times as long.
 */
public final class Painting {

    private static final int LAYERS = 5;

    private final int width;
    private final int height;
    private final SplittableRandom random;
    private final float hue;

    private Painting(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        this.random = new SplittableRandom(seed);
        this.hue = (float) random.nextDouble();
    }

    /**
     * Draws a picture.
     *
     * @param prompt written into the picture, and one half of what decides how it looks
     * @param seed the other half
     * @param caption written below the prompt
     */
    public static BufferedImage draw(String prompt, long seed, String caption, int width, int height) {
        Painting painting = new Painting(width, height, seed * 31 + prompt.hashCode());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        painting.paint(((DataBufferInt) image.getRaster().getDataBuffer()).getData());
        Lines.below(image, prompt, caption);
        return image;
    }

    private void paint(int[] pixels) {
        float[][] horizons = new float[LAYERS][];
        int[] colors = new int[LAYERS];
        for (int layer = 0; layer < LAYERS; layer++) {
            horizons[layer] = horizon(layer);
            colors[layer] = color(0.02f * layer, 0.30f + 0.09f * layer, 0.82f - 0.13f * layer);
        }
        int top = color(0.10f, 0.35f, 0.88f);
        int bottom = color(-0.07f, 0.12f, 0.99f);
        for (int y = 0; y < height; y++) {
            int sky = blend(top, bottom, y / (0.75f * height));
            for (int x = 0; x < width; x++) {
                int pixel = sky;
                for (int layer = 0; layer < LAYERS; layer++) {
                    float below = y - horizons[layer][x];
                    if (below > 0) {
                        pixel = blend(pixel, colors[layer], below);
                    }
                }
                pixels[y * width + x] = pixel;
            }
        }
        sun(pixels, horizons[0]);
    }

    private float[] horizon(int layer) {
        double base = height * (0.46 + 0.10 * layer + 0.03 * random.nextDouble());
        double swing = height * (0.05 - 0.005 * layer);
        double phase = random.nextDouble() * 2 * Math.PI;
        double waves = 1.2 + 1.8 * random.nextDouble();
        float[] line = new float[width];
        for (int x = 0; x < width; x++) {
            double at = 2 * Math.PI * x / width;
            line[x] = (float) (base
                    + swing * StrictMath.sin(waves * at + phase)
                    + 0.3 * swing * StrictMath.sin(3.1 * waves * at + 2 * phase));
        }
        return line;
    }

    private void sun(int[] pixels, float[] horizon) {
        int radius = Math.min(width, height) / 9;
        int centerX = (int) (width * (0.2 + 0.6 * random.nextDouble()));
        int centerY = (int) (height * (0.16 + 0.16 * random.nextDouble()));
        int color = color(0.5f, 0.10f, 1.0f);
        for (int y = Math.max(0, centerY - 2 * radius); y < Math.min(height, centerY + 2 * radius); y++) {
            for (int x = Math.max(0, centerX - 2 * radius); x < Math.min(width, centerX + 2 * radius); x++) {
                double away = StrictMath.sqrt(
                        (double) (x - centerX) * (x - centerX) + (double) (y - centerY) * (y - centerY));
                double glow = 0.35 * Math.max(0, 1 - (away - radius) / radius);
                double share = Math.max(Math.min(1, radius - away), Math.min(glow, 0.35));
                if (share > 0 && y < horizon[x]) {
                    pixels[y * width + x] = blend(pixels[y * width + x], color, (float) share);
                }
            }
        }
    }

    private int color(float turn, float saturation, float brightness) {
        return Color.HSBtoRGB(hue + turn, saturation, brightness);
    }

    private static int blend(int from, int to, float share) {
        if (share >= 1) {
            return to;
        }
        int weight = (int) (share * 256);
        int red = mix(from >> 16, to >> 16, weight);
        int green = mix(from >> 8, to >> 8, weight);
        return (red << 16) | (green << 8) | mix(from, to, weight);
    }

    private static int mix(int from, int to, int weight) {
        return ((from & 0xFF) * (256 - weight) + (to & 0xFF) * weight) >> 8;
    }
}
