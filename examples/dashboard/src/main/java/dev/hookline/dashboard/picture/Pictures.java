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
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import org.springframework.stereotype.Component;

/**
 * Scales and crops stored pictures. Reads PNG, JPEG and WebP of up to 40 megapixels, and turns photos upright. What it
 * makes is a new file; the original stays. Thread-safe; at most two pictures are decoded at once, since each can take
 * 160 MB of memory, and one where there are two processors, so that pages are still answered.
 */
@Component
public class Pictures {
    private static final double QUALITY = 0.9;
    private static final int DECODED_AT_ONCE =
            Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors() - 1));

    static {
        ImageIO.setUseCache(false); // Or each picture goes through a temporary file, which a kill leaves behind.
    }

    private final FileStore files;
    private final Derivations derivations;
    private final Semaphore decoding = new Semaphore(DECODED_AT_ONCE);

    /** Pictures in the given store. */
    public Pictures(FileStore files, Derivations derivations) {
        this.files = files;
        this.derivations = derivations;
    }

    /**
     * Reads from the first bytes of something whether it is a picture that can be used.
     *
     * @return its format, whatever its name says
     * @throws PictureException when it cannot be used
     * @throws IOException when the stream fails
     */
    public PictureFormat check(InputStream content) throws IOException {
        return PictureHeader.read(content).format();
    }

    /**
     * Stores a picture as it is.
     *
     * @param format the format that {@link #check} gave for it
     * @throws IOException when the stream or the store fails; nothing is kept then
     */
    public Picture add(InputStream content, PictureFormat format) throws IOException {
        return measure(files.put(content, format.contentType()));
    }

    /**
     * Reads the size of a stored picture from its header.
     *
     * @throws PictureException when it cannot be used
     * @throws IOException when the store fails
     */
    public Picture measure(StoredFile file) throws IOException {
        return Picture.of(file, headerOf(file.name()).dimensions());
    }

    /**
     * Scales to exactly the given size and cuts off what is too much on two opposite sides; a JPEG of quality 90.
     *
     * @throws PictureException when the picture cannot be used
     * @throws IOException when the store fails
     */
    public Picture cropToCover(StoredFile file, Dimensions target) throws IOException {
        return make(file, header -> target, Encoding.JPEG);
    }

    /**
     * {@link #cropToCover} as a PNG, which loses nothing before another model works on it.
     *
     * @throws PictureException when the picture cannot be used
     * @throws IOException when the store fails
     */
    public Picture cropToCoverLossless(StoredFile file, Dimensions target) throws IOException {
        return make(file, header -> target, Encoding.PNG);
    }

    /**
     * Makes an uploaded photo fit for a model: {@link Dimensions#forModels} tells its size; a JPEG of quality 90.
     *
     * @param most the most pixels that a side may have
     * @throws PictureException when the picture cannot be used
     * @throws IOException when the store fails
     */
    public Picture prepare(StoredFile file, int most) throws IOException {
        return make(file, size -> size.forModels(most), Encoding.JPEG);
    }

    /**
     * {@link #prepare} as a PNG.
     *
     * @param most the most pixels that a side may have
     * @throws PictureException when the picture cannot be used
     * @throws IOException when the store fails
     */
    public Picture prepareLossless(StoredFile file, int most) throws IOException {
        return make(file, size -> size.forModels(most), Encoding.PNG);
    }

    /** A small JPEG of a stored picture, at most the given number of pixels wide and high. */
    byte[] preview(String name, int side) throws IOException {
        return encode(name, size -> size.within(side), Encoding.JPEG);
    }

    private enum Encoding {
        JPEG("jpg", PictureFormat.JPEG),
        PNG("png", PictureFormat.PNG);

        private final String writer;
        private final PictureFormat format;

        Encoding(String writer, PictureFormat format) {
            this.writer = writer;
            this.format = format;
        }
    }

    /** Tells the size of what is made of a picture of some size. */
    @FunctionalInterface
    private interface Target {
        Dimensions of(Dimensions picture);
    }

    private PictureHeader headerOf(String name) throws IOException {
        try (InputStream content = files.open(name)) {
            return PictureHeader.read(content);
        }
    }

    private byte[] encode(String name, Target target, Encoding encoding) throws IOException {
        PictureHeader header = headerOf(name);
        Dimensions size = target.of(header.dimensions());
        decoding.acquireUninterruptibly();
        try (InputStream content = files.open(name)) {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            Thumbnails.of(Decoder.decode(content, header, size))
                    .crop(Positions.CENTER)
                    .size(size.width(), size.height())
                    .imageType(BufferedImage.TYPE_INT_ARGB)
                    .addFilter(Pictures::onWhite)
                    .outputFormat(encoding.writer)
                    .outputQuality(QUALITY)
                    .toOutputStream(encoded);
            return encoded.toByteArray();
        } catch (RuntimeException | IIOException | EOFException e) { // decoders throw all kinds of them
            throw PictureException.damaged(e);
        } finally {
            decoding.release();
        }
    }

    private Picture make(StoredFile source, Target target, Encoding encoding) throws IOException {
        byte[] encoded = encode(source.name(), target, encoding);
        StoredFile made = files.put(new ByteArrayInputStream(encoded), encoding.format.contentType());
        derivations.note(source.name(), made.name());
        try {
            files.open(source.name()).close();
            return measure(made);
        } catch (NoSuchFileException e) { // deleted with its job in the meantime
            files.delete(made.name());
            throw e;
        }
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
