package dev.hookline.simulator.internal.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A format that pictures can be written in. */
public enum PictureFormat {
    JPG("image/jpeg") {
        @Override
        public byte[] encode(BufferedImage image) {
            return jpeg(image);
        }
    },
    PNG("image/png") {
        @Override
        public byte[] encode(BufferedImage image) {
            return PngEncoder.encode(image);
        }
    };

    private static final float JPEG_QUALITY = 0.88f;

    private final String contentType;

    PictureFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The media type. */
    public String contentType() {
        return contentType;
    }

    /** The name's ending, without a dot. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes a picture whose pixels have no transparency. */
    public abstract byte[] encode(BufferedImage image);

    private static byte[] jpeg(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 18);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("A picture could not be written as JPEG", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
