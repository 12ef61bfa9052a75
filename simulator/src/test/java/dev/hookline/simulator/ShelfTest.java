package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private static final int LARGE = 100_000;

    private static OutputFile file(int bytes, int seed) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        return OutputFile.of("file", "text/plain", content);
    }

    @Test
    void smallFilesStayInMemory() {
        try (Shelf shelf = new Shelf(LARGE)) {
            assertThat(shelf.keep(file(1000, 1)).content())
                    .isEqualTo(file(1000, 1).content());
            assertThat(shelf.segments()).isZero();
        }
    }

    @Test
    void largeFilesAreReadBackFromDiskEachByItself() {
        try (Shelf shelf = new Shelf(10 * LARGE)) {
            List<KeptFile> kept = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                kept.add(shelf.keep(file(LARGE + i, i)));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(kept.get(i).content()).isEqualTo(file(LARGE + i, i).content());
            }
            assertThat(shelf.segments()).isEqualTo(1);
        }
    }

    @Test
    void spaceIsGivenBackWhenAllFilesOfASegmentAreRemoved() {
        try (Shelf shelf = new Shelf(2 * LARGE)) {
            List<KeptFile> kept = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                kept.add(shelf.keep(file(LARGE, i)));
            }
            assertThat(shelf.segments()).isEqualTo(3);

            kept.get(0).remove();
            kept.get(0).remove();
            assertThat(shelf.segments()).isEqualTo(3);
            assertThat(kept.get(1).content()).isEqualTo(file(LARGE, 1).content());

            kept.get(1).remove();
            kept.get(4).remove();
            kept.get(5).remove();
            assertThat(shelf.segments()).isEqualTo(1);
            assertThat(shelf.keep(file(LARGE, 9)).content())
                    .isEqualTo(file(LARGE, 9).content());
            assertThatThrownBy(kept.get(5)::content).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void whatComesAfterItWasClosedGoesToNoDisk() {
        Shelf shelf = new Shelf(LARGE);
        shelf.close();
        assertThat(shelf.keep(file(LARGE, 1)).size()).isEqualTo(LARGE);
        assertThat(shelf.segments()).isZero();
    }
}
