package dev.hookline.dashboard.picture;

/**
 * The size of a picture. Immutable.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Dimensions(int width, int height) {
    private static final int GRID = 64;

    /** How many pixels that is. */
    public long pixels() {
        return (long) width * height;
    }

    /**
     * The size of an input that no model trips over: scaled down to at most the given number of pixels a side, and both
     * sides rounded down to a multiple of 64, never below 64.
     */
    public Dimensions forModels(int most) {
        Dimensions scaled = within(most);
        return new Dimensions(onGrid(scaled.width), onGrid(scaled.height));
    }

    /** This size after a turn by a quarter. */
    Dimensions turned() {
        return new Dimensions(/* width= */ height, /* height= */ width);
    }

    /** This size, scaled down to at most the given number of pixels a side; never up. */
    Dimensions within(int most) {
        int longSide = Math.max(width, height);
        return longSide <= most ? this : new Dimensions(scaled(width, most, longSide), scaled(height, most, longSide));
    }

    /** How many times it has the sides of a smaller one at least, in whole numbers; 0 when it is smaller itself. */
    int timesLargerThan(Dimensions other) {
        return Math.min(width / other.width, height / other.height);
    }

    private static int scaled(int side, int most, int longSide) {
        return (int) Math.max(1, Math.round((double) side * most / longSide));
    }

    private static int onGrid(int side) {
        return Math.max(GRID, side / GRID * GRID);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
