package dev.hookline.simulator.internal.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;

/** Changes given pictures so that it shows what was done: one is edited by a prompt, several are merged with a template. */
public final class Editing {

    /** How much of the prompt's color an edit mixes in: seen by eye, and less than what lies between two hues of ten. */
    private static final float SHARE = 0.15f;

    private Editing() {}

    /**
     * Edits a picture: it is cropped to the size, tinted in a color that the prompt and seed decide, and the prompt is written
     * across its top above a stripe of that color. What the picture showed, its dominant color too, is still recognized.
     */
    public static BufferedImage edit(BufferedImage photo, String prompt, long seed, int width, int height) {
        BufferedImage edited = Pictures.cover(photo, width, height);
        float hue = (float) (Math.floorMod(seed * 31 + prompt.hashCode(), 360L) / 360.0);
        Color color = Color.getHSBColor(hue, 0.85f, 0.95f);
        tint(edited, color.getRGB());
        String caption = "edited  |  seed " + seed + "  |  " + width + "x" + height;
        stripe(edited, Lines.onTop(edited, prompt, caption), color);
        return edited;
    }

    /** Merges pictures with a template: the template's frame stays, and the pictures stand inside it, in order, numbered. */
    public static BufferedImage merge(BufferedImage template, List<BufferedImage> photos, int width, int height) {
        BufferedImage merged = Pictures.cover(template, width, height);
        Tiles tiles = new Tiles(photos.size(), width, height);
        Graphics2D graphics = merged.createGraphics();
        try {
            for (int i = 0; i < photos.size(); i++) {
                Rectangle place = tiles.place(i);
                graphics.drawImage(Pictures.cover(photos.get(i), place.width, place.height), place.x, place.y, null);
                graphics.setColor(Color.WHITE);
                graphics.setStroke(new BasicStroke(Math.max(2, width / 400f)));
                graphics.draw(place);
                number(graphics, i + 1, place);
            }
        } finally {
            graphics.dispose();
        }
        return merged;
    }

    private static void stripe(BufferedImage image, int top, Color color) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(color);
            graphics.fillRect(0, top, image.getWidth(), Math.max(2, image.getHeight() / 100));
        } finally {
            graphics.dispose();
        }
    }

    private static void number(Graphics2D graphics, int number, Rectangle place) {
        int dot = Math.max(1, Math.min(place.width, place.height) / 80);
        String text = Integer.toString(number);
        graphics.setColor(new Color(0, 0, 0, 150));
        graphics.fillRect(place.x, place.y, (text.length() * Glyphs.ADVANCE + 3) * dot, (Glyphs.HEIGHT + 4) * dot);
        graphics.setColor(Color.WHITE);
        Glyphs.draw(graphics, text, place.x + 2 * dot, place.y + 2 * dot, dot);
    }

    /** Mixes each pixel with a color in its own brightness. */
    private static void tint(BufferedImage image, int color) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            int pixel = pixels[i];
            int light = (red(pixel) * 77 + green(pixel) * 151 + blue(pixel) * 28) >> 8;
            float share = SHARE * (64 + light * 0.75f) / 255;
            int red = mixed(red(pixel), red(color), share);
            int green = mixed(green(pixel), green(color), share);
            pixels[i] = (red << 16) | (green << 8) | mixed(blue(pixel), blue(color), share);
        }
    }

    private static int mixed(int channel, int color, float share) {
        return Math.min(255, (int) (channel * (1 - SHARE) + color * share));
    }

    private static int red(int pixel) {
        return (pixel >> 16) & 0xFF;
    }

    private static int green(int pixel) {
        return (pixel >> 8) & 0xFF;
    }

    private static int blue(int pixel) {
        return pixel & 0xFF;
    }
}
