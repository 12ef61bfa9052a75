package dev.hookline.simulator;

import dev.hookline.simulator.internal.picture.Tiles;
import java.awt.Rectangle;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How {@code google/nano-banana-pro} lays out pictures that it merges with a template, so that a test can look at each of
 * them in the result: a photo of one flat color is found again by the color at its place's center, also after it was edited.
 */
public final class MergedPicture {

    private MergedPicture() {}

    /**
     * Where the pictures stand, in the order they were given in, the template not counted: in rows, from the left, inside the
     * template's frame.
     *
     * @param pictures how many were merged with the template, at least one
     * @param width of the merged picture, in pixels
     * @param height of the merged picture, in pixels
     */
    public static List<Place> places(int pictures, int width, int height) {
        Tiles tiles = new Tiles(pictures, width, height);
        return IntStream.range(0, pictures)
                .mapToObj(tiles::place)
                .map(Place::of)
                .toList();
    }

    /**
     * A rectangle in a merged picture, in pixels from its upper left corner.
     *
     * @param x of the left side
     * @param y of the upper side
     * @param width how wide it is
     * @param height how high it is
     */
    public record Place(int x, int y, int width, int height) {

        private static Place of(Rectangle rectangle) {
            return new Place(rectangle.x, rectangle.y, rectangle.width, rectangle.height);
        }

        /** The middle between left and right. */
        public int centerX() {
            return x + width / 2;
        }

        /** The middle between top and bottom. */
        public int centerY() {
            return y + height / 2;
        }
    }
}
