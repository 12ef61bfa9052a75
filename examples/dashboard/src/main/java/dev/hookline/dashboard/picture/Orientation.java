package dev.hookline.dashboard.picture;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** How the pixels of a photo are turned against what it shows: a phone keeps what its sensor saw, and notes how it was held. */
enum Orientation {
    /** As it is. */
    UPRIGHT,
    /** The mirror image. */
    MIRRORED,
    /** Head down. */
    HALF_TURNED,
    /** Head down, the mirror image. */
    HALF_TURNED_MIRRORED,
    /** Rows and columns changed places. */
    TRANSPOSED,
    /** To be turned right by a quarter. */
    QUARTER_LEFT,
    /** Rows and columns changed places, head down. */
    TRANSVERSED,
    /** To be turned left by a quarter. */
    QUARTER_RIGHT;

    /** The one that EXIF has under this number, from 1 to 8; upright for any other. */
    static Orientation ofExif(int number) {
        return number < 1 || number > values().length ? UPRIGHT : values()[number - 1];
    }

    Dimensions upright(Dimensions stored) {
        return swapsSides() ? stored.turned() : stored;
    }

    BufferedImage upright(BufferedImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        Dimensions size = upright(new Dimensions(stored.getWidth(), stored.getHeight()));
        int type = stored.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage turned = new BufferedImage(size.width(), size.height(), type);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(stored, transform(stored.getWidth(), stored.getHeight()), null);
        graphics.dispose();
        return turned;
    }

    private boolean swapsSides() {
        return compareTo(TRANSPOSED) >= 0;
    }

    private AffineTransform transform(int width, int height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case HALF_TURNED -> new AffineTransform(-1, 0, 0, -1, width, height);
            case HALF_TURNED_MIRRORED -> new AffineTransform(1, 0, 0, -1, 0, height);
            case TRANSPOSED -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case QUARTER_LEFT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case TRANSVERSED -> new AffineTransform(0, -1, -1, 0, height, width);
            case QUARTER_RIGHT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }
}
