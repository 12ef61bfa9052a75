package dev.hookline.simulator.internal.picture;

import java.awt.Rectangle;

/**
 * Where pictures stand that are merged with a template: in rows, from the left, inside the template's frame. Of all numbers
 * of columns it has the one whose tiles are the least narrow. Immutable.
 */
public final class Tiles {

    /** The width of the template's frame, as a part of the shorter side. */
    private static final double FRAME = 0.08;

    private static final double GAP = 0.015;

    private final int frame;
    private final int gap;
    private final int columns;
    private final int tileWidth;
    private final int tileHeight;

    /** Lays a number of pictures, at least one, out on a template of the given size in pixels. */
    public Tiles(int count, int width, int height) {
        this.frame = (int) (FRAME * Math.min(width, height));
        this.gap = (int) (GAP * Math.min(width, height));
        int best = 1;
        for (int candidate = 2; candidate <= count; candidate++) {
            if (shortSide(candidate, count, width, height) > shortSide(best, count, width, height)) {
                best = candidate;
            }
        }
        this.columns = best;
        this.tileWidth = tile(width, columns);
        this.tileHeight = tile(height, rows(count, columns));
    }

    /** The place of the n-th picture, counted from 0. */
    public Rectangle place(int index) {
        int x = frame + index % columns * (tileWidth + gap);
        int y = frame + index / columns * (tileHeight + gap);
        return new Rectangle(x, y, tileWidth, tileHeight);
    }

    private int shortSide(int candidate, int count, int width, int height) {
        return Math.min(tile(width, candidate), tile(height, rows(count, candidate)));
    }

    private static int rows(int count, int columns) {
        return (count + columns - 1) / columns;
    }

    private int tile(int side, int tiles) {
        return (side - 2 * frame - (tiles - 1) * gap) / tiles;
    }
}
