package dev.hookline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.file.LocalFileStore;
import dev.hookline.file.StoredFile;
import dev.hookline.simulator.ReplicateSimulator;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextToImageTest {
    @TempDir
    Path folder;

    @Test
    void twoPicturesAreGeneratedShrunkEnlargedAndStored() throws Exception {
        try (ReplicateSimulator simulator = ReplicateSimulator.start();
                TextToImage app = new TextToImage(URI.create(simulator.url()), simulator.token(), folder)) {
            List<StoredFile> pictures = app.run("A paper boat on a pond", 2);

            assertThat(pictures).hasSize(2);
            for (StoredFile picture : pictures) {
                BufferedImage image = read(picture);
                assertThat(image.getWidth()).isEqualTo(2048);
                assertThat(image.getHeight()).isEqualTo(2048);
            }
            assertThat(simulator.received().predictionsMade()).isEqualTo(4);
            assertThat(simulator.received().predictionGets()).isZero();
        }
    }

    private BufferedImage read(StoredFile file) throws Exception {
        try (InputStream in = LocalFileStore.create(folder).open(file.name())) {
            return ImageIO.read(in);
        }
    }
}
