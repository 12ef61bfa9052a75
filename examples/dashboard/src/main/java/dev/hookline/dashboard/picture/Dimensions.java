package dev.hookline.dashboard.picture;

/**
 * The size of a picture. Immutable.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Dimensions(int width, int height) {
    /** How many pixels that is. */
    public long pixels() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
