package dev.hookline.dashboard.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** Finds the orientation in the EXIF data of a picture. Data that is damaged says nothing, as in browsers. */
final class ExifOrientation {
    private static final int NOT_FOUND = -1;
    private static final int ORIENTATION = 0x0112;
    private static final int EXIF_HEADER_LENGTH = 6;
    private static final int EXIF_WORD = 0x45786966; // "Exif"
    private static final int EXIF_CHUNK = 0x45584946; // "EXIF"
    private static final int PNG_EXIF_CHUNK = 0x65584966; // "eXIf"
    private static final int PNG_END = 0x49454E44; // "IEND"
    private static final int WEBP_EXTENDED = 0x56503858; // "VP8X"
    private static final int WEBP_HAS_EXIF = 0x08;

    private final ImageInputStream input;

    private ExifOrientation(ImageInputStream input) {
        this.input = input;
    }

    /** The orientation; upright when nothing is said. Moves the stream. */
    static Orientation read(ImageInputStream input, PictureFormat format) {
        try {
            input.seek(0);
            input.setByteOrder(ByteOrder.BIG_ENDIAN);
            ExifOrientation exif = new ExifOrientation(input);
            long data = switch (format) {
                case JPEG -> exif.findInJpeg();
                case PNG -> exif.findInPng();
                case WEBP -> exif.findInWebp();
            };
            return data == NOT_FOUND ? Orientation.UPRIGHT : exif.orientationIn(data);
        } catch (IOException | IndexOutOfBoundsException e) { // cut short, or an offset that leads out of it
            return Orientation.UPRIGHT;
        }
    }

    private long findInJpeg() throws IOException {
        input.seek(2);
        while (true) {
            int marker = input.readUnsignedShort();
            if (!mayComeBeforeExif(marker)) {
                return NOT_FOUND;
            }
            int length = input.readUnsignedShort();
            long content = input.getStreamPosition();
            if (marker == 0xFFE1 && input.readInt() == EXIF_WORD) {
                return content + EXIF_HEADER_LENGTH;
            }
            input.seek(content + length - 2);
        }
    }

    /** Application data, comments and tables may; frames and scans come after. */
    private static boolean mayComeBeforeExif(int marker) {
        return (marker >= 0xFFE0 && marker < 0xFFFF) || marker == 0xFFDB || marker == 0xFFC4;
    }

    private long findInPng() throws IOException {
        input.seek(8);
        while (true) {
            long length = input.readUnsignedInt();
            int type = input.readInt();
            if (type == PNG_EXIF_CHUNK) {
                return input.getStreamPosition();
            }
            if (type == PNG_END) {
                return NOT_FOUND;
            }
            input.seek(input.getStreamPosition() + length + 4);
        }
    }

    private long findInWebp() throws IOException {
        input.seek(12);
        if (input.readInt() != WEBP_EXTENDED || !flagged()) {
            return NOT_FOUND;
        }
        long chunk = 12;
        while (true) {
            input.seek(chunk);
            int type = input.readInt();
            long length = Integer.toUnsignedLong(Integer.reverseBytes(input.readInt()));
            long content = input.getStreamPosition();
            if (type == EXIF_CHUNK) {
                return input.readInt() == EXIF_WORD ? content + EXIF_HEADER_LENGTH : content;
            }
            chunk = content + length + length % 2;
        }
    }

    private boolean flagged() throws IOException {
        input.readInt();
        return (input.readUnsignedByte() & WEBP_HAS_EXIF) != 0;
    }

    /** EXIF is a TIFF file without a picture: the byte order, and a list of numbered values. */
    private Orientation orientationIn(long data) throws IOException {
        input.seek(data);
        input.setByteOrder(input.readUnsignedShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        input.readUnsignedShort();
        input.seek(data + input.readUnsignedInt());
        int values = input.readUnsignedShort();
        for (int i = 0; i < values; i++) {
            int tag = input.readUnsignedShort();
            input.readUnsignedShort();
            input.readInt();
            int value = input.readUnsignedShort();
            input.readUnsignedShort();
            if (tag == ORIENTATION) {
                return Orientation.ofExif(value);
            }
        }
        return Orientation.UPRIGHT;
    }
}
