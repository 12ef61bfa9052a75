package dev.hookline.dashboard.picture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads what a picture's first bytes say, without decoding it: a few hundred bytes can claim gigabytes of pixels. */
final class PictureHeader {
    private static final long MAX_PIXELS = 40_000_000;
    private static final Set<String> FORMATS = Set.of("jpeg", "png", "webp");

    private PictureHeader() {}

    /**
     * Reads the size.
     *
     * @throws PictureException when it is no PNG, JPEG or WebP, or has more than 40 megapixels
     * @throws IOException when the stream cannot be read
     */
    static Dimensions read(InputStream content) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(content)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                        reader.setInput(input, true, true);
                        return checked(new Dimensions(reader.getWidth(0), reader.getHeight(0)));
                    }
                } finally {
                    reader.dispose();
                }
            }
        } catch (PictureException e) {
            throw e;
        } catch (RuntimeException | IIOException | EOFException e) { // readers throw all kinds of them
            throw new PictureException("The picture is damaged", e);
        }
        throw new PictureException("This is no picture in PNG, JPEG or WebP format");
    }

    private static Dimensions checked(Dimensions dimensions) {
        if (dimensions.pixels() > MAX_PIXELS) {
            throw new PictureException(
                    "The picture has " + dimensions + " pixels; 40 megapixels is the most that is read");
        }
        return dimensions;
    }
}
