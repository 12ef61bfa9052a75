package dev.hookline.simulator.internal.picture;

import java.awt.Graphics2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Letters of five by seven dots for printable ASCII, so that text looks the same on a machine without any font. */
final class Glyphs {

    static final int ADVANCE = 6;
    static final int HEIGHT = 7;

    private static final int WIDTH = 5;
    private static final String DESCENDING = "gpqy,;";
    private static final String[] UNKNOWN = {"#####", "#...#", "#.#.#", "#...#", "#.#.#", "#...#", "#####"};
    private static final Map<Integer, String[]> ROWS = load();

    private Glyphs() {}

    static boolean canShow(String text) {
        return text.chars().allMatch(c -> c == ' ' || ROWS.containsKey(c));
    }

    /** Draws a line of text whose upper left corner is given, each dot {@code dot} pixels wide. */
    static void draw(Graphics2D graphics, String text, int left, int top, int dot) {
        int x = left;
        for (int codePoint : text.codePoints().toArray()) {
            if (codePoint != ' ') {
                int below = DESCENDING.indexOf(codePoint) >= 0 ? dot : 0;
                drawGlyph(graphics, ROWS.getOrDefault(codePoint, UNKNOWN), x, top + below, dot);
            }
            x += ADVANCE * dot;
        }
    }

    private static void drawGlyph(Graphics2D graphics, String[] rows, int left, int top, int dot) {
        for (int row = 0; row < HEIGHT; row++) {
            int column = 0;
            while (column < WIDTH) {
                int end = column;
                while (end < WIDTH && rows[row].charAt(end) == '#') {
                    end++;
                }
                graphics.fillRect(left + column * dot, top + row * dot, (end - column) * dot, dot);
                column = end + 1;
            }
        }
    }

    private static Map<Integer, String[]> load() {
        Map<Integer, String[]> rows = new HashMap<>();
        try (InputStream resource = Glyphs.class.getResourceAsStream("glyphs.txt")) {
            if (resource == null) {
                throw new IllegalStateException("glyphs.txt is missing from the simulator's jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII));
            reader.lines()
                    .forEach(line ->
                            rows.put((int) line.charAt(0), line.substring(2).split(" ", HEIGHT)));
            return Map.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("glyphs.txt cannot be read from the simulator's jar", e);
        }
    }
}
