package dev.hookline.simulator.internal.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;

/** Writes lines of text: ASCII in glyphs of its own, other scripts in an installed font when there is one. */
final class Lettering {

    private final Graphics2D graphics;
    private final int dot;
    private final boolean inFont;

    /**
     * @param text all that will be written, so that its lines look alike
     * @param dot the size of a dot of a glyph, in pixels; a line is seven of them high
     */
    Lettering(Graphics2D graphics, String text, int dot) {
        this.graphics = graphics;
        this.dot = dot;
        this.inFont = !Glyphs.canShow(text) && useFont(text);
    }

    int lineHeight() {
        return (Glyphs.HEIGHT + 4) * dot;
    }

    /** Breaks text into at most {@code most} lines that fit a width, the last of them cut when there is more. */
    List<String> wrap(String text, int width, int most) {
        int room = Math.max(4, width / (Glyphs.ADVANCE * dot));
        List<String> lines = new ArrayList<>();
        String rest = text.strip().replaceAll("\\s+", " ");
        while (!rest.isEmpty() && lines.size() < most) {
            int end = endOfLine(rest, room);
            boolean cut = lines.size() == most - 1 && end < rest.length();
            lines.add(cut ? rest.substring(0, Math.min(end, room - 3)).strip() + "..." : rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    private static int endOfLine(String text, int room) {
        if (text.length() <= room) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', room);
        int end = space > 0 ? space : room;
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    /** Writes one line in white with a dark edge, its upper left corner given. */
    void write(String line, int left, int top) {
        graphics.setColor(new Color(0, 0, 0, 140));
        writePlain(line, left + Math.max(1, dot / 2), top + Math.max(1, dot / 2));
        graphics.setColor(Color.WHITE);
        writePlain(line, left, top);
    }

    private void writePlain(String line, int left, int top) {
        if (inFont) {
            graphics.drawString(line, left, top + Glyphs.HEIGHT * dot);
        } else {
            Glyphs.draw(graphics, line, left, top, dot);
        }
    }

    /** Tries an installed font. A machine may have none at all, and Java2D then throws, errors included. */
    private boolean useFont(String text) {
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 9 * dot);
            if (font.canDisplayUpTo(text) >= 0) {
                return false;
            }
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setFont(font);
            graphics.getFontMetrics().stringWidth(text);
            return true;
        } catch (RuntimeException | LinkageError | InternalError noFonts) {
            return false;
        }
    }
}
