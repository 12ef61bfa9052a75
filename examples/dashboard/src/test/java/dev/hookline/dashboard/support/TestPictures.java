package dev.hookline.dashboard.support;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
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

    /** A PNG of this size: upright stripes, from left to right in the colors that the given pictures have in their middle. */
    public static byte[] stripes(int width, int height, List<byte[]> pictures) {
        BufferedImage striped = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = striped.createGraphics();
        for (int i = 0; i < pictures.size(); i++) {
            BufferedImage picture = decode(pictures.get(i));
            graphics.setColor(new Color(picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2)));
            graphics.fillRect(i * width / pictures.size(), 0, width / pictures.size() + 1, height);
        }
        graphics.dispose();
        return encode(striped, "png");
    }

    /** A JPEG of this size in one color. */
    public static byte[] filled(int width, int height, Color color) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return encode(picture, "jpg");
    }

    /**
     * A JPEG as a phone takes it, noting how it was held.
     *
     * @param orientation the number that EXIF has for it, from 1 to 8
     */
    public static byte[] taken(byte[] jpeg, int orientation) {
        return withExif(jpeg, new byte[] {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0
        });
    }

    /** A JPEG with EXIF data, which may be nonsense. */
    public static byte[] withExif(byte[] jpeg, byte[] exif) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = 2 + 6 + exif.length;
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
        out.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        out.writeBytes(exif);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /** Which of some colors a pixel is nearest to. */
    public static Color nearest(BufferedImage picture, int x, int y, List<Color> colors) {
        Color pixel = new Color(picture.getRGB(x, y));
        return colors.stream()
                .min(Comparator.comparingInt(color -> Math.abs(color.getRed() - pixel.getRed())
                        + Math.abs(color.getGreen() - pixel.getGreen())
                        + Math.abs(color.getBlue() - pixel.getBlue())))
                .orElseThrow();
    }

    /** The first bytes of a PNG that claims a size; what follows is missing, as nothing should get so far. */
    public static byte[] headerOfPng(int width, int height) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (DataOutputStream size = new DataOutputStream(header);
                DataOutputStream out = new DataOutputStream(png)) {
            size.writeInt(width);
            size.writeInt(height);
            size.write(new byte[] {8, 2, 0, 0, 0});
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            writeChunk(out, "IHDR", header.toByteArray());
            writeChunk(out, "IDAT", new byte[16]);
            writeChunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static void writeChunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
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
