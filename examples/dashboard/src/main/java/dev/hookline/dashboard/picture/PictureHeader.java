package dev.hookline.dashboard.picture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What a picture's first bytes say, read without decoding it: a few hundred bytes can claim gigabytes of pixels. Immutable.
 *
 * @param format its format, whatever its name or the one who sent it says
 * @param dimensions its size as it is to be seen, which for a photo can be turned against that of its pixels
 * @param orientation how its pixels are turned
 */
record PictureHeader(PictureFormat format, Dimensions dimensions, Orientation orientation) {
    private static final long MAX_PIXELS = 40_000_000;

    /**
     * Reads it.
     *
     * @throws PictureException when it is no PNG, JPEG or WebP, or has more than 40 megapixels
     * @throws IOException when the stream cannot be read
     */
    static PictureHeader read(InputStream content) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(content)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    Optional<PictureFormat> format = PictureFormat.find(reader.getFormatName());
                    if (format.isPresent()) {
                        return read(reader, input, format.get());
                    }
                } finally {
                    reader.dispose();
                }
            }
        } catch (PictureException e) {
            throw e;
        } catch (RuntimeException | IIOException | EOFException e) { // readers throw all kinds of them
            throw PictureException.damaged(e);
        }
        throw new PictureException(PictureException.Reason.NO_PICTURE, "is no picture in PNG, JPEG or WebP format");
    }

    private static PictureHeader read(ImageReader reader, ImageInputStream input, PictureFormat format)
            throws IOException {
        reader.setInput(input, true, true);
        Dimensions stored = new Dimensions(reader.getWidth(0), reader.getHeight(0));
        if (stored.pixels() > MAX_PIXELS) {
            throw new PictureException(
                    PictureException.Reason.TOO_MANY_PIXELS,
                    "has " + stored + " pixels; 40 megapixels is the most that is read");
        }
        Orientation orientation = ExifOrientation.read(input, format);
        return new PictureHeader(format, orientation.upright(stored), orientation);
    }
}
