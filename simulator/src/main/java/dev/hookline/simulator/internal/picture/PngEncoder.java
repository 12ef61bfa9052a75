package dev.hookline.simulator.internal.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG files fast: one filter for all rows and little effort in compressing, where the JDK's writer tries five filters
 * on each row.
 */
final class PngEncoder {

    private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte FILTER_UP = 2;

    private PngEncoder() {}

    static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream file = new ByteArrayOutputStream(1 << 20);
        file.writeBytes(MAGIC);
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(image.getWidth()).putInt(image.getHeight());
        header.put((byte) 8).put((byte) 2); // eight bits for each of red, green and blue; the rest is zero
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", deflate(filteredRows(image)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static byte[] filteredRows(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rows = new byte[height * (1 + 3 * width)];
        int[] above = new int[width];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            rows[at++] = FILTER_UP;
            for (int x = 0; x < width; x++) {
                rows[at++] = (byte) ((row[x] >> 16) - (above[x] >> 16));
                rows[at++] = (byte) ((row[x] >> 8) - (above[x] >> 8));
                rows[at++] = (byte) (row[x] - above[x]);
            }
            int[] spare = above;
            above = row;
            row = spare;
        }
        return rows;
    }

    private static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}
