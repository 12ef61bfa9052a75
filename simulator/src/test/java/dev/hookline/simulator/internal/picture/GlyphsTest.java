package dev.hookline.simulator.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GlyphsTest {

    private static final String PRINTABLE =
            IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());

    @Test
    void eachPrintableLetterHasAShapeOfItsOwn() {
        assertThat(Glyphs.canShow(PRINTABLE + " ")).isTrue();
        Map<String, String> shapes = new HashMap<>();
        for (String letter : PRINTABLE.split("", PRINTABLE.length())) {
            String shape = shapeOf(letter);
            assertThat(shapes.putIfAbsent(shape, letter))
                    .as("the same shape as %s", letter)
                    .isNull();
            assertThat(shape).contains("#");
        }
    }

    @Test
    void otherScriptsAreLeftToFonts() {
        assertThat(Glyphs.canShow("ทะเล")).isFalse();
        assertThat(shapeOf("ท")).contains("#");
    }

    private static String shapeOf(String text) {
        BufferedImage image = new BufferedImage(7, 9, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        Glyphs.draw(graphics, text, 0, 0, 1);
        graphics.dispose();
        return IntStream.range(0, 63)
                .mapToObj(i -> (image.getRGB(i % 7, i / 7) & 0xFF) > 0 ? "#" : ".")
                .collect(Collectors.joining());
    }
}
