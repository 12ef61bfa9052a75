package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.Api.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ModelsTest {

    private final ReplicateSimulator simulator = ReplicateSimulator.start();
    private final Api api = new Api(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode run(String path, ObjectNode body) {
        Reply reply = api.post(path, body, "Prefer", "wait");
        assertThat(reply.status()).isEqualTo(201);
        return reply.json();
    }

    private static BufferedImage picture(JsonNode prediction) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                Api.download(prediction.path("output").stringValue()).body()));
    }

    private static ObjectNode imagen(String prompt, String ratio, String format, int seed) {
        ObjectNode body = Api.input("prompt", prompt);
        ((ObjectNode) body.path("input"))
                .put("aspect_ratio", ratio)
                .put("output_format", format)
                .put("seed", seed);
        return body;
    }

    @Nested
    class Draw {

        @ParameterizedTest
        @CsvSource({
            "1:1, jpg, 2048, 2048",
            "3:4, jpg, 1536, 2048",
            "9:16, png, 1152, 2048",
            "16:9, png, 2048, 1152",
            "4:3, jpg, 2048, 1536"
        })
        void aPictureHasTheSizeAndFormatAskedFor(String ratio, String format, int width, int height)
                throws IOException {
            JsonNode prediction = run(Api.IMAGEN, imagen("A harbour at dawn", ratio, format, 1));
            HttpResponse<byte[]> file = Api.download(prediction.path("output").stringValue());
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file.body()));

            assertThat(picture.getWidth()).isEqualTo(width);
            assertThat(picture.getHeight()).isEqualTo(height);
            assertThat(file.headers().firstValue("content-type"))
                    .contains(format.equals("jpg") ? "image/jpeg" : "image/png");
            byte first = file.body()[0];
            assertThat(first).isEqualTo((byte) (format.equals("jpg") ? 0xFF : 0x89));
        }

        @Test
        void theSameSeedDrawsTheSamePictureAndAnotherAnother() {
            String prompt = "ทะเล and a boat";
            byte[] one = file(imagen(prompt, "1:1", "png", 5));
            assertThat(file(imagen(prompt, "1:1", "png", 5))).isEqualTo(one);
            assertThat(file(imagen(prompt, "1:1", "png", 6))).isNotEqualTo(one);
            assertThat(file(imagen("A boat", "1:1", "png", 5))).isNotEqualTo(one);
        }

        @Test
        void withoutASeedTwoPicturesOfAPromptDiffer() {
            ObjectNode body = Api.input("prompt", "A boat");
            assertThat(file(body)).isNotEqualTo(file(body));
        }

        private byte[] file(ObjectNode body) {
            return Api.download(run(Api.IMAGEN, body).path("output").stringValue())
                    .body();
        }

        @Test
        void webpIsRefusedAsByTheRealOne() {
            Reply reply = api.post(Api.IMAGEN, imagen("A boat", "1:1", "webp", 1));
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.text("detail")).contains("output_format must be one of the following");
        }
    }

    @Nested
    class Enlarge {

        @Test
        void aPictureIsReallyEnlarged() throws IOException {
            BufferedImage picture = picture(run(Api.ESRGAN, esrgan(dataUrl(halves(300, 200), "png"), 2)));

            assertThat(picture.getWidth()).isEqualTo(600);
            assertThat(picture.getHeight()).isEqualTo(400);
            assertThat(picture.getRGB(40, 200)).isEqualTo(0xFFFF0000);
            assertThat(picture.getRGB(560, 200)).isEqualTo(0xFF0000FF);
        }

        @Test
        void aPictureOfTwoMegapixelsFailsAsOnTheRealOne() {
            String drawn = run(Api.IMAGEN, imagen("Big", "1:1", "jpg", 1))
                    .path("output")
                    .stringValue();
            JsonNode failed = run(Api.ESRGAN, esrgan(drawn, 2));

            assertThat(failed.path("status").stringValue()).isEqualTo("failed");
            assertThat(failed.path("error").stringValue())
                    .contains("(2048, 2048, 3)", "4194304", "max size that fits in GPU memory");
        }

        @ParameterizedTest
        @CsvSource({"1448, 1448, succeeded", "419341, 5, failed"})
        void theLimitIsExact(int width, int height, String status) throws IOException {
            JsonNode prediction = run(Api.ESRGAN, esrgan(dataUrl(halves(width, height), "png"), 1));
            assertThat(prediction.path("status").stringValue()).isEqualTo(status);
        }

        @Test
        void whatIsNoPictureFails() {
            String text = "data:image/png;base64," + Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
            assertThat(run(Api.ESRGAN, esrgan(text, 2)).path("error").stringValue())
                    .isEqualTo("cannot identify image file");
            String gone = simulator.url().replace("/v1", "/files-delivery/gone/x.png");
            assertThat(run(Api.ESRGAN, esrgan(gone, 2)).path("error").stringValue())
                    .startsWith("Failed to download input file");
        }

        @Test
        void anInputThatDoesNotFitIs422() {
            assertThat(api.post(Api.ESRGAN, esrgan("no url", 2)).status()).isEqualTo(422);
            assertThat(api.post(Api.ESRGAN, esrgan("https://a.example/x.png", 11))
                            .status())
                    .isEqualTo(422);
            assertThat(api.post(Api.ESRGAN, Api.input("scale", "2")).status()).isEqualTo(422);
        }

        @ParameterizedTest
        @ValueSource(strings = {"png", "jpg", "webp"})
        void picturesOfTheUsualFormatsAreRead(String format) throws IOException {
            String file = format.equals("webp") ? WEBP : dataUrl(halves(16, 8), format);
            BufferedImage picture = picture(run(Api.ESRGAN, esrgan(file, 2)));
            assertThat(picture.getWidth()).isEqualTo(32);
            assertThat(picture.getHeight()).isEqualTo(16);
        }

        private static ObjectNode esrgan(String image, int scale) {
            ObjectNode body = Api.input("image", image);
            ((ObjectNode) body.path("input")).put("scale", scale).put("face_enhance", false);
            return body;
        }
    }

    /** Sixteen pixels by eight, lossless. */
    private static final String WEBP = "data:image/webp;base64,UklGRhwAAABXRUJQVlA4TA8AAAAvD8ABAAcQ/Y/+ByKi/wEA";

    @Nested
    class Other {

        @Test
        void helloWorldGreetsUnderTheVersionOfTheDocumentation() {
            ObjectNode body = Api.input("text", "Alice")
                    .put("version", "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa");
            assertThat(run("/predictions", body).path("output").stringValue()).isEqualTo("hello Alice");
        }

        @Test
        void aTextComesWordByWordAndTheSameForTheSameSeed() {
            ObjectNode body = Api.input("prompt", "boats");
            ((ObjectNode) body.path("input")).put("seed", 3).put("max_tokens", 10);
            JsonNode first = run("/models/meta/meta-llama-3-70b-instruct/predictions", body);

            assertThat(first.path("output").size()).isEqualTo(10);
            assertThat(first.path("output").get(1).stringValue()).contains("boats");
            assertThat(first.path("urls").path("stream").stringValue()).startsWith("http://localhost:");
            assertThat(run("/models/meta/meta-llama-3-70b-instruct/predictions", body)
                            .path("output"))
                    .isEqualTo(first.path("output"));
        }

        @Test
        void oneModelFailsAndOneIsSlow() {
            JsonNode failed = run("/models/simulator/fails/predictions", Api.input("error", "director (E9243)"));
            assertThat(failed.path("error").stringValue()).isEqualTo("director (E9243)");

            Reply slow = api.post("/models/simulator/slow/predictions", Api.input("a", "b"), "Prefer", "wait=1");
            assertThat(slow.status()).isEqualTo(202);
        }
    }

    private static BufferedImage halves(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, x < width / 2 ? 0xFF0000 : 0x0000FF);
            }
        }
        return image;
    }

    private static String dataUrl(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
