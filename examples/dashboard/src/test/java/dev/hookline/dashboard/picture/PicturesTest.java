package dev.hookline.dashboard.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.file.FileStore;
import dev.hookline.file.LocalFileStore;
import dev.hookline.file.StoredFile;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {
    private final Derivations derivations = new Derivations();
    private Path folder;
    private LocalFileStore files;
    private Pictures pictures;

    @BeforeEach
    void open(@TempDir Path fresh) {
        folder = fresh;
        files = LocalFileStore.create(folder.resolve("files"));
        pictures = new Pictures(files, derivations);
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
        StoredFile bomb = stored(TestPictures.headerOfPng(30_000, 30_000), "image/png");

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

    @ParameterizedTest
    @CsvSource({
        "4000, 3000, 1024, 768",
        "3000, 4000, 768, 1024",
        "1024, 1024, 1024, 1024",
        "1000, 700, 960, 640",
        "1025, 1025, 1024, 1024",
        "1023, 500, 960, 448",
        "127, 129, 64, 128",
        "50, 40, 64, 64",
        "3000, 100, 1024, 64"
    })
    void aPreparedPhotoIsAJpegWhoseSidesModelsTake(int width, int height, int wantedWidth, int wantedHeight)
            throws IOException {
        Picture made = pictures.prepare(stored(TestPictures.png(width, height), "image/png"), 1024);

        BufferedImage read = TestPictures.decode(bytes(made.file()));
        assertThat(read.getWidth()).isEqualTo(wantedWidth).isEqualTo(made.width());
        assertThat(read.getHeight()).isEqualTo(wantedHeight).isEqualTo(made.height());
        assertThat(bytes(made.file())).startsWith(0xFF, 0xD8, 0xFF);
    }

    /** What is on the left of the pixels, as a phone keeps them, is on this side of what is to be seen. */
    @ParameterizedTest
    @CsvSource({
        "1, 300, 200, LEFT",
        "2, 300, 200, RIGHT",
        "3, 300, 200, RIGHT",
        "4, 300, 200, LEFT",
        "5, 200, 300, TOP",
        "6, 200, 300, TOP",
        "7, 200, 300, BOTTOM",
        "8, 200, 300, BOTTOM",
        "9, 300, 200, LEFT"
    })
    void aPhotoIsTurnedAsThePhoneWasHeld(int orientation, int width, int height, String green) throws IOException {
        StoredFile photo = stored(TestPictures.taken(TestPictures.jpeg(300, 200), orientation), "image/jpeg");

        Picture measured = pictures.measure(photo);
        BufferedImage read = TestPictures.decode(
                bytes(pictures.cropToCover(photo, new Dimensions(width, height)).file()));

        assertThat(measured.width()).isEqualTo(width);
        assertThat(measured.height()).isEqualTo(height);
        int[] place = switch (green) {
            case "LEFT" -> new int[] {20, height / 2};
            case "RIGHT" -> new int[] {width - 20, height / 2};
            case "TOP" -> new int[] {width / 2, 20};
            default -> new int[] {width / 2, height - 20};
        };
        assertThat(TestPictures.nearest(read, place[0], place[1], List.of(Color.GREEN, Color.BLUE)))
                .isEqualTo(Color.GREEN);
        assertThat(TestPictures.nearest(
                        read, width - 1 - place[0], height - 1 - place[1], List.of(Color.GREEN, Color.BLUE)))
                .isEqualTo(Color.BLUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MM", "MM\0*\0\0\0\b\u007f\u007f", "II*\0\u007f\u007f\u007f\u007f\0\0"})
    void aPhotoWhoseNotesAreDamagedIsTakenAsItIs(String exif) throws IOException {
        byte[] photo = TestPictures.withExif(TestPictures.jpeg(300, 200), exif.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(pictures.measure(stored(photo, "image/jpeg")).width()).isEqualTo(300);
    }

    @Test
    void aPhotoOfFortyMegapixelsIsRead() throws IOException {
        StoredFile photo = stored(TestPictures.filled(8_000, 5_000, Color.ORANGE), "image/jpeg");

        Picture made = pictures.prepare(photo, 1024);

        assertThat(made.width()).isEqualTo(1024);
        assertThat(made.height()).isEqualTo(640);
    }

    @Test
    void whatIsMadeOfAPictureWhileItIsDeletedIsDeletedToo() throws IOException {
        Previews previews = new Previews(pictures, folder);
        StoredPictures stored = new StoredPictures(files, previews, derivations);
        StoredFile source = stored(TestPictures.png(40, 40), "image/png");
        Picture made = pictures.cropToCover(source, new Dimensions(20, 20));

        stored.delete(source.name());

        assertThatThrownBy(() -> files.open(made.file().name())).isInstanceOf(NoSuchFileException.class);
        StoredFile second = stored(TestPictures.png(40, 40), "image/png");
        Pictures slow = new Pictures(new DeletingStore(second.name()), derivations);
        assertThatThrownBy(() -> slow.cropToCover(second, new Dimensions(20, 20)))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(derivations.of(second.name()))
                .singleElement()
                .satisfies(name -> assertThatThrownBy(() -> files.open(name)).isInstanceOf(NoSuchFileException.class));
    }

    /** A picture is deleted at the very moment at which something else is stored. */
    private final class DeletingStore implements FileStore {
        private final String doomed;

        DeletingStore(String doomed) {
            this.doomed = doomed;
        }

        @Override
        public StoredFile put(InputStream content, String contentType) throws IOException {
            files.delete(doomed);
            return files.put(content, contentType);
        }

        @Override
        public InputStream open(String name) throws IOException {
            return files.open(name);
        }

        @Override
        public boolean delete(String name) throws IOException {
            return files.delete(name);
        }
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
}
