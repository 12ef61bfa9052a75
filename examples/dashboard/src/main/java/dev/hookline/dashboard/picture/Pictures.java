package dev.hookline.dashboard.picture;

import dev.hookline.file.FileStore;
import dev.hookline.file.StoredFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import org.springframework.stereotype.Component;

/**
 * Scales and crops stored pictures. Reads PNG, JPEG and WebP of up to 40 megapixels. What it makes is a new file; the
 * original stays. Thread-safe; at most two pictures are decoded at once, since each can take 160 MB of memory.
 */
@Component
public class Pictures {
    private static final double QUALITY = 0.9;
    private static final int DECODED_AT_ONCE = 2;

    static {
        ImageIO.setUseCache(false); // Or each picture goes through a temporary file, which a kill leaves behind.
    }

    private final FileStore files;
    private final Semaphore decoding = new Semaphore(DECODED_AT_ONCE);

    /** Pictures in the given store. */
    public Pictures(FileStore files) {
        this.files = files;
    }

    /**
     * Reads the size of a stored picture from its header.
     *
     * @throws PictureException when it cannot be used
     * @throws IOException when the store fails
     */
    public Picture measure(StoredFile file) throws IOException {
        Dimensions dimensions = dimensionsOf(file.name());
        return new Picture(file, dimensions.width(), dimensions.height());
    }

    /**
     * Scales to exactly the given size and cuts off what is too much on two opposite sides; a JPEG of quality 90.
     *
     * @throws PictureException when the picture cannot be used
     * @throws IOException when the store fails
     */
    public Picture cropToCover(StoredFile file, Dimensions target) throws IOException {
        return store(encode(file.name(), target, Encoding.JPEG), "image/jpeg");
    }

    /**
     * {@link #cropToCover} as a PNG, which loses nothing before another model works on it.
     *
     * @throws PictureException when the picture cannot be used
     * @throws IOException when the store fails
     */
    public Picture cropToCoverLossless(StoredFile file, Dimensions target) throws IOException {
        return store(encode(file.name(), target, Encoding.PNG), "image/png");
    }

    /** A small JPEG of a stored picture, at most the given number of pixels wide and high. */
    byte[] preview(String name, int side) throws IOException {
        Dimensions full = dimensionsOf(name);
        double scale = Math.min(1, (double) side / Math.max(full.width(), full.height()));
        Dimensions target = new Dimensions((int) Math.max(1, Math.round(full.width() * scale)), (int)
                Math.max(1, Math.round(full.height() * scale)));
        return encode(name, target, Encoding.JPEG);
    }

    private enum Encoding {
        JPEG("jpg"),
        PNG("png");

        private final String format;

        Encoding(String format) {
            this.format = format;
        }
    }

    private Dimensions dimensionsOf(String name) throws IOException {
        try (InputStream content = files.open(name)) {
            return PictureHeader.read(content);
        }
    }

    private byte[] encode(String name, Dimensions target, Encoding encoding) throws IOException {
        dimensionsOf(name);
        decoding.acquireUninterruptibly();
        try (InputStream content = files.open(name)) {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            Thumbnails.of(content)
                    .crop(Positions.CENTER)
                    .size(target.width(), target.height())
                    .imageType(BufferedImage.TYPE_INT_ARGB)
                    .addFilter(Pictures::onWhite)
                    .outputFormat(encoding.format)
                    .outputQuality(QUALITY)
                    .toOutputStream(encoded);
            return encoded.toByteArray();
        } catch (RuntimeException | IIOException | EOFException e) { // decoders throw all kinds of them
            throw new PictureException("The picture is damaged", e);
        } finally {
            decoding.release();
        }
    }

    private Picture store(byte[] encoded, String contentType) throws IOException {
        return measure(files.put(new ByteArrayInputStream(encoded), contentType));
    }

    /** JPEG has no transparency, and what is behind a transparent pixel would show. */
    private static BufferedImage onWhite(BufferedImage picture) {
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }
}
