package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.Api.Reply;
import dev.hookline.simulator.MergedPicture.Place;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class NanoBananaTest {

    private static final String BANANA = "/models/google/nano-banana-pro/predictions";

    /** Ten hues all around, as photos of one color each. */
    private static final List<Color> HUES = IntStream.range(0, 10)
            .mapToObj(i -> Color.getHSBColor(i / 10f, 1, 0.9f))
            .toList();

    private final ReplicateSimulator simulator = ReplicateSimulator.start();
    private final Api api = new Api(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static ObjectNode input(String ratio, List<String> pictures) {
        ObjectNode body = Api.input("prompt", "Make it warmer");
        ObjectNode input = (ObjectNode) body.path("input");
        input.put("aspect_ratio", ratio).put("resolution", "1K").put("output_format", "jpg");
        ArrayNode list = input.put("safety_filter_level", "block_only_high").putArray("image_input");
        pictures.forEach(list::add);
        return body;
    }

    private String output(ObjectNode body) {
        Reply reply = api.post(BANANA, body, "Prefer", "wait");
        assertThat(reply.status()).isEqualTo(201);
        JsonNode output = reply.json().path("output");
        assertThat(output.isString()).as(reply.body()).isTrue();
        return output.stringValue();
    }

    private BufferedImage picture(ObjectNode body) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Api.download(output(body)).body()));
    }

    private static String flat(Color color, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, color.getRGB());
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return dataUrl(image);
    }

    private static String dataUrl(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static Color at(BufferedImage picture, int x, int y) {
        return new Color(picture.getRGB(x, y));
    }

    private static Color center(BufferedImage picture) {
        return at(picture, picture.getWidth() / 2, picture.getHeight() / 2);
    }

    /** The hue of the ten that a color is the nearest to. */
    private static Color recognized(Color color) {
        return Collections.min(HUES, Comparator.comparingInt(hue -> distance(hue, color)));
    }

    private static int distance(Color a, Color b) {
        return Math.abs(a.getRed() - b.getRed())
                + Math.abs(a.getGreen() - b.getGreen())
                + Math.abs(a.getBlue() - b.getBlue());
    }

    @Nested
    class Edit {

        @Test
        void onePictureIsEditedVisiblyAndIsStillThere() throws IOException {
            BufferedImage halves = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
            halves.createGraphics().fillRect(200, 0, 200, 300);
            BufferedImage edited = picture(input("match_input_image", List.of(dataUrl(halves))));

            assertThat(distance(at(edited, 100, 600), Color.BLACK)).isBetween(10, 60);
            assertThat(distance(at(edited, 900, 600), Color.WHITE)).isBetween(10, 90);
            long lettered = IntStream.range(0, 600)
                    .filter(x -> distance(at(edited, x, 30), Color.WHITE) < 60)
                    .count();
            assertThat(lettered).isGreaterThan(20);
        }

        @Test
        void theDominantColorOfAPhotoIsRecognizedWhateverThePromptAndSeed() throws IOException {
            for (Color hue : HUES) {
                for (String prompt : List.of("warmer", "as a comic", "at night")) {
                    ObjectNode body = input("1:1", List.of(flat(hue, 64, 64)));
                    ((ObjectNode) body.path("input")).put("prompt", prompt);
                    assertThat(recognized(center(picture(body)))).isEqualTo(hue);
                }
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"1:1", "21:9", "9:16"})
        void theWordsCoverAtMostAQuarterHoweverLongThePrompt(String ratio) throws IOException {
            ObjectNode body = input(ratio, List.of(flat(Color.GRAY, 64, 64)));
            ((ObjectNode) body.path("input")).put("prompt", "a long prompt ".repeat(100));
            BufferedImage edited = picture(body);
            Color below = at(edited, 5, edited.getHeight() * 3 / 10);
            assertThat(distance(below, center(edited))).isLessThan(12);
        }
    }

    @Nested
    class Merge {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
        void eachPhotoStandsInOrderInsideTheFrameOfTheTemplate(int count) throws IOException {
            List<String> photos =
                    HUES.subList(0, count).stream().map(this::small).toList();
            for (String ratio : List.of("1:1", "3:4", "9:16")) {
                BufferedImage merged = picture(input(ratio, with(small(Color.BLACK), photos)));

                List<Place> places = MergedPicture.places(count, merged.getWidth(), merged.getHeight());
                assertThat(places.stream().map(place -> at(merged, place.centerX(), place.centerY())))
                        .extracting(NanoBananaTest::recognized)
                        .isEqualTo(HUES.subList(0, count));
                assertThat(inTheFrame(merged)).allMatch(color -> distance(color, Color.BLACK) < 30);
                assertThat(places).allMatch(place -> Math.min(place.width(), place.height()) >= 120);
            }
        }

        @Test
        void photosThatWereEditedBeforeAreRecognizedInOrder() throws IOException {
            List<String> edited = HUES.stream()
                    .map(hue -> output(input("match_input_image", List.of(small(hue)))))
                    .toList();
            BufferedImage merged = picture(input("3:4", with(small(Color.BLACK), edited)));

            assertThat(MergedPicture.places(10, merged.getWidth(), merged.getHeight()).stream()
                            .map(place -> recognized(at(merged, place.centerX(), place.centerY()))))
                    .isEqualTo(HUES);
        }

        @Test
        void placesGoFromLeftToRightAndThenDownAndNeverOverlap() {
            List<Place> places = MergedPicture.places(10, 896, 1200);
            for (int i = 1; i < places.size(); i++) {
                Place before = places.get(i - 1);
                Place place = places.get(i);
                boolean right = place.y() == before.y() && place.x() >= before.x() + before.width();
                boolean below = place.x() == places.get(0).x() && place.y() >= before.y() + before.height();
                assertThat(right || below).isTrue();
            }
        }

        @Test
        void moreThanFourteenPicturesAreRefused() {
            List<String> many = Collections.nCopies(15, small(Color.RED));
            assertThat(api.post(BANANA, input("1:1", many)).status()).isEqualTo(422);
        }

        private Stream<Color> inTheFrame(BufferedImage picture) {
            int right = picture.getWidth() - 20;
            int bottom = picture.getHeight() - 20;
            return Stream.of(
                    at(picture, 20, 20), at(picture, right, 20), at(picture, 20, bottom), at(picture, right, bottom));
        }

        private String small(Color color) {
            try {
                return flat(color, 64, 64);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static List<String> with(String first, List<String> others) {
            return Stream.concat(Stream.of(first), others.stream()).toList();
        }
    }

    @Nested
    class Size {

        @ParameterizedTest
        @CsvSource({
            "1:1, 1K, 1024, 1024",
            "9:16, 2K, 1536, 2752",
            "3:4, 2K, 1792, 2400",
            "21:9, 1K, 1584, 672",
            "1:1, 4K, 4096, 4096"
        })
        void isThatOfTheRatioAndResolutionAskedFor(String ratio, String resolution, int width, int height)
                throws IOException {
            ObjectNode body = input(ratio, List.of());
            ((ObjectNode) body.path("input")).put("resolution", resolution);
            BufferedImage drawn = picture(body);
            assertThat(drawn.getWidth()).isEqualTo(width);
            assertThat(drawn.getHeight()).isEqualTo(height);
        }

        @ParameterizedTest
        @CsvSource({"400, 300, 1200, 896", "64, 64, 1024, 1024", "200, 1000, 768, 1376"})
        void isTheNearestToThatOfThePictureWhenNoneIsAskedFor(int width, int height, int wide, int high)
                throws IOException {
            BufferedImage edited = picture(input("match_input_image", List.of(flat(Color.RED, width, height))));
            assertThat(edited.getWidth()).isEqualTo(wide);
            assertThat(edited.getHeight()).isEqualTo(high);
        }
    }
}
