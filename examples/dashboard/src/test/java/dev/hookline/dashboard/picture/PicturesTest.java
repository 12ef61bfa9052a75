package dev.hookline.dashboard.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.file.LocalFileStore;
import dev.hookline.file.StoredFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {
    private LocalFileStore files;
    private Pictures pictures;

    @BeforeEach
    void open(@TempDir Path folder) {
        files = LocalFileStore.create(folder);
        pictures = new Pictures(files);
    }

    @ParameterizedTest
    @CsvSource({
        "1536, 2048, 1080, 1350",
        "1152, 2048, 1080, 1920",
        "2048, 2048, 1024, 1024",
        "777, 1333, 1080, 1350",
        "3001, 501, 1080, 1920",
        "64, 64, 1080, 1350"
    })
    void aPictureThatIsCroppedToCoverHasExactlyTheWantedSizeInItsFile(
            int width, int height, int wantedWidth, int wantedHeight) throws IOException {
        Picture made = pictures.cropToCover(
                stored(TestPictures.png(width, height), "image/png"), new Dimensions(wantedWidth, wantedHeight));

        BufferedImage read = TestPictures.decode(bytes(made.file()));
        assertThat(read.getWidth()).isEqualTo(wantedWidth).isEqualTo(made.width());
        assertThat(read.getHeight()).isEqualTo(wantedHeight).isEqualTo(made.height());
        assertThat(made.file().contentType()).isEqualTo("image/jpeg");
        assertThat(bytes(made.file())).startsWith(0xFF, 0xD8, 0xFF);
    }

    @Test
    void whatIsCutOffIsTheSameOnBothSides() throws IOException {
        Picture made =
                pictures.cropToCover(stored(TestPictures.png(2000, 1000), "image/png"), new Dimensions(500, 500));

        BufferedImage read = TestPictures.decode(bytes(made.file()));
        assertThat(read.getRGB(200, 250) & 0xFF00).as("green on the left").isGreaterThan(0x6000);
        assertThat(read.getRGB(300, 250) & 0xFF).as("blue on the right").isGreaterThan(0x60);
    }

    @Test
    void whatAnotherModelWorksOnLosesNothing() throws IOException {
        Picture made = pictures.cropToCoverLossless(
                stored(TestPictures.jpeg(2048, 2048), "image/jpeg"), new Dimensions(1024, 1024));

        assertThat(made.file().contentType()).isEqualTo("image/png");
        assertThat(TestPictures.decode(bytes(made.file())).getWidth()).isEqualTo(1024);
    }

    @Test
    void pngJpegAndWebpAreRead() throws IOException {
        assertThat(pictures.measure(stored(TestPictures.png(30, 20), "image/png")))
                .extracting(Picture::width, Picture::height)
                .containsExactly(30, 20);
        assertThat(pictures.measure(stored(TestPictures.jpeg(31, 21), "image/jpeg")))
                .extracting(Picture::width, Picture::height)
                .containsExactly(31, 21);
        StoredFile webp = stored(TestPictures.webp(), "image/webp");
        assertThat(pictures.measure(webp))
                .extracting(Picture::width, Picture::height)
                .containsExactly(30, 20);
        assertThat(pictures.cropToCover(webp, new Dimensions(15, 20)).width()).isEqualTo(15);
    }

    @Test
    void transparencyBecomesWhiteAndNotBlack() throws IOException {
        Picture made =
                pictures.cropToCover(stored(TestPictures.transparent(40, 40), "image/png"), new Dimensions(20, 20));

        assertThat(TestPictures.decode(bytes(made.file())).getRGB(10, 10) & 0xFFFFFF)
                .isEqualTo(0xFFFFFF);
    }

    @Test
    void aPictureOfMoreThanFortyMegapixelsIsRefusedBeforeItIsDecoded() throws IOException {
        StoredFile bomb = stored(headerOfPng(30_000, 30_000), "image/png");

        assertThatThrownBy(() -> pictures.measure(bomb))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("30000x30000")
                .hasMessageContaining("40 megapixels");
        assertThatThrownBy(() -> pictures.cropToCover(bomb, new Dimensions(10, 10)))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("40 megapixels");
    }

    @Test
    void whatIsNoPictureIsRefusedWithWords() throws IOException {
        StoredFile text = stored("<html>no picture</html>".getBytes(StandardCharsets.US_ASCII), "image/png");

        assertThatThrownBy(() -> pictures.measure(text))
                .isInstanceOf(PictureException.class)
                .hasMessage("The picture is no picture in PNG, JPEG or WebP format");
    }

    @Test
    void aPictureThatIsCutShortIsRefusedWithWords() throws IOException {
        byte[] whole = TestPictures.png(400, 400);
        StoredFile half = stored(java.util.Arrays.copyOf(whole, 60), "image/png");

        assertThatThrownBy(() -> pictures.cropToCover(half, new Dimensions(10, 10)))
                .isInstanceOf(PictureException.class);
    }

    @Test
    void aPreviewKeepsTheProportions() throws IOException {
        StoredFile tall = stored(TestPictures.png(1080, 1920), "image/png");

        BufferedImage preview = TestPictures.decode(pictures.preview(tall.name(), 640));

        assertThat(preview.getWidth()).isEqualTo(360);
        assertThat(preview.getHeight()).isEqualTo(640);
    }

    private StoredFile stored(byte[] content, String type) throws IOException {
        return files.put(new ByteArrayInputStream(content), type);
    }

    private byte[] bytes(StoredFile file) throws IOException {
        try (InputStream content = files.open(file.name())) {
            return content.readAllBytes();
        }
    }

    /** The first bytes of a PNG that claims a size; what follows is missing, as nothing should get so far. */
    private static byte[] headerOfPng(int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, 2, 0, 0, 0});
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(png);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        writeChunk(out, "IHDR", header.toByteArray());
        writeChunk(out, "IDAT", new byte[16]);
        writeChunk(out, "IEND", new byte[0]);
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
}
