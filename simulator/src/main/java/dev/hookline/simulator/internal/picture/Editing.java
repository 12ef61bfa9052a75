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

    /** The width of a template's frame, as a part of the shorter side. */
    private static final double FRAME = 0.08;

    private static final double GAP = 0.015;

    private Editing() {}

    /**
     * Edits a picture: it is cropped to the size, graded in a color that the prompt and seed decide, and the prompt is written
     * into it.
     */
    public static BufferedImage edit(BufferedImage photo, String prompt, long seed, int width, int height) {
        BufferedImage edited = Pictures.cover(photo, width, height);
        float hue = (float) (Math.floorMod(seed * 31 + prompt.hashCode(), 360L) / 360.0);
        grade(edited, Color.HSBtoRGB(hue, 0.85f, 0.95f));
        Painting.letter(edited, prompt, "edited  |  seed " + seed + "  |  " + width + "x" + height, true);
        return edited;
    }

    /** Merges pictures with a template: the template's frame stays, and the pictures stand inside it, in order, numbered. */
    public static BufferedImage merge(BufferedImage template, List<BufferedImage> photos, int width, int height) {
        BufferedImage merged = Pictures.cover(template, width, height);
        Graphics2D graphics = merged.createGraphics();
        try {
            for (int i = 0; i < photos.size(); i++) {
                Rectangle place = place(i, photos.size(), width, height);
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

    /** Where the n-th of several pictures stands: in rows, from the left. */
    static Rectangle place(int index, int count, int width, int height) {
        int columns = (int) Math.ceil(Math.sqrt(count * (double) width / height));
        int rows = (count + columns - 1) / columns;
        int frame = (int) (FRAME * Math.min(width, height));
        int gap = (int) (GAP * Math.min(width, height));
        int tileWidth = (width - 2 * frame - (columns - 1) * gap) / columns;
        int tileHeight = (height - 2 * frame - (rows - 1) * gap) / rows;
        int x = frame + index % columns * (tileWidth + gap);
        int y = frame + index / columns * (tileHeight + gap);
        return new Rectangle(x, y, tileWidth, tileHeight);
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
    private static void grade(BufferedImage image, int color) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int red = (color >> 16) & 0xFF;
        int green = (color >> 8) & 0xFF;
        int blue = color & 0xFF;
        for (int i = 0; i < pixels.length; i++) {
            int pixel = pixels[i];
            int r = (pixel >> 16) & 0xFF;
            int g = (pixel >> 8) & 0xFF;
            int b = pixel & 0xFF;
            int light = (r * 77 + g * 151 + b * 28) >> 8;
            r = (r * 6 + (64 + light * 3 / 4) * red / 255 * 4) / 10;
            g = (g * 6 + (64 + light * 3 / 4) * green / 255 * 4) / 10;
            b = (b * 6 + (64 + light * 3 / 4) * blue / 255 * 4) / 10;
            pixels[i] = (r << 16) | (g << 8) | b;
        }
    }
}
