package dev.hookline.dashboard.support;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures to test with. */
public final class TestPictures {
    static {
        ImageIO.setUseCache(false); // Or a killed run leaves temporary files.
    }

    private TestPictures() {}

    /** A PNG of this size: green on its left half, blue on its right. */
    public static byte[] png(int width, int height) {
        return encode(drawn(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    /** The same as a JPEG. */
    public static byte[] jpeg(int width, int height) {
        return encode(drawn(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
    }

    /** A PNG of this size that is transparent all over. */
    public static byte[] transparent(int width, int height) {
        return encode(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png");
    }

    /** A WebP of 30 x 20 pixels. */
    public static byte[] webp() {
        return Base64.getDecoder().decode(WEBP);
    }

    /** The same picture with so many times its sides, as a PNG. */
    public static byte[] enlarged(byte[] picture, int times) {
        BufferedImage small = decode(picture);
        BufferedImage large =
                new BufferedImage(small.getWidth() * times, small.getHeight() * times, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.drawImage(small, 0, 0, large.getWidth(), large.getHeight(), null);
        graphics.dispose();
        return encode(large, "png");
    }

    /** Decodes a picture. */
    public static BufferedImage decode(byte[] picture) {
        try {
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(picture));
            if (decoded == null) {
                throw new IllegalArgumentException("No picture");
            }
            return decoded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage drawn(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.GREEN.darker(), 0, height, Color.GREEN));
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setPaint(new GradientPaint(0, 0, Color.BLUE.darker(), 0, height, Color.BLUE));
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return picture;
    }

    private static byte[] encode(BufferedImage picture, String format) {
        try {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            ImageIO.write(picture, format, encoded);
            return encoded.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String WEBP =
            "UklGRlgCAABXRUJQVlA4WAoAAAAgAAAAHQAAEwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZ"
                    + "WiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAA"
                    + "ACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAA"
                    + "AChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAA"
                    + "AAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAA"
                    + "AAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAA"
                    + "E9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBu"
                    + "AGMALgAgADIAMAAxADZWUDggagAAAHAEAJ0BKh4AFAA+bTCTRyQioaEoCqiADYlmALUXsXgH4wcIAAqx"
                    + "8vKs2XEAAP7wx3Tp3d0hF//IF3++49P/yaqme/l+P/yb//nX4MJXV2kJ0nxUGW9AN2C+6n8i3Z6on40n"
                    + "oBogJAGAAAA=";
}
