package dev.hookline.dashboard.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes a picture whose header has been read and found good, and turns it upright. */
final class Decoder {
    private Decoder() {}

    /** The picture, whole, but with no more than about twice the pixels a side that are needed for what is made of it. */
    static BufferedImage decode(InputStream content, PictureHeader header, Dimensions needed) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(content)) {
            ImageReader reader = readerOf(input);
            try {
                reader.setInput(input, true, true);
                ImageReadParam every = reader.getDefaultReadParam();
                int nth = header.dimensions().timesLargerThan(needed) / 2;
                every.setSourceSubsampling(Math.max(1, nth), Math.max(1, nth), 0, 0);
                return header.orientation().upright(reader.read(0, every));
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader readerOf(ImageInputStream input) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (PictureFormat.find(reader.getFormatName()).isPresent()) {
                return reader;
            }
            reader.dispose();
        }
        throw new IIOException("No reader for what was a picture a moment ago");
    }
}
