package dev.hookline.simulator.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Writes a prompt and a caption across a picture, on a dark panel that covers at most a quarter of it. */
final class Lines {

    private static final int MOST_LINES = 4;

    private final Lettering lettering;
    private final List<String> prompt;
    private final List<String> caption;
    private final int margin;

    private Lines(Graphics2D graphics, String prompt, String caption, BufferedImage image) {
        int dot = Math.max(1, Math.min(image.getWidth() / 320, image.getHeight() / 240));
        this.margin = 4 * dot;
        this.lettering = new Lettering(graphics, (prompt + caption).replaceAll("\\s", ""), dot);
        int width = image.getWidth() - 2 * margin;
        int room = Math.max(1, (image.getHeight() / 4 - 2 * margin) / lettering.lineHeight());
        this.prompt = lettering.wrap(prompt, width, Math.min(room, MOST_LINES));
        this.caption = lettering.wrap(caption, width, Math.min(room - this.prompt.size(), 1));
    }

    /** Writes across the top; gives where the panel ends. */
    static int onTop(BufferedImage image, String prompt, String caption) {
        return write(image, prompt, caption, true);
    }

    static void below(BufferedImage image, String prompt, String caption) {
        write(image, prompt, caption, false);
    }

    private static int write(BufferedImage image, String prompt, String caption, boolean onTop) {
        Graphics2D graphics = image.createGraphics();
        try {
            Lines lines = new Lines(graphics, prompt, caption, image);
            int height = Math.min(lines.height(), image.getHeight() / 4);
            int top = onTop ? 0 : image.getHeight() - height;
            graphics.setColor(new Color(0, 0, 0, 90));
            graphics.fillRect(0, top, image.getWidth(), height);
            graphics.clipRect(0, top, image.getWidth(), height);
            lines.writeAt(top + lines.margin);
            return top + height;
        } finally {
            graphics.dispose();
        }
    }

    private int height() {
        return lettering.lineHeight() * (prompt.size() + caption.size()) + 2 * margin;
    }

    private void writeAt(int top) {
        int y = top;
        for (String line : prompt) {
            lettering.write(line, margin, y);
            y += lettering.lineHeight();
        }
        for (String line : caption) {
            lettering.write(line, margin, y);
            y += lettering.lineHeight();
        }
    }
}
