package dev.hookline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for all messages, tried on many that one seed draws. */
class WebhookPropertiesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final String ODD = "v1, v2=,.;msg_webhook0123456789abc+/=\u0000\u007F\n\tก€😀-";

    private final Random random = new Random(20260101);

    private SigningSecret secret() {
        byte[] key = new byte[24 + random.nextInt(41)];
        random.nextBytes(key);
        return SigningSecret.parse("whsec_" + Base64.getEncoder().encodeToString(key));
    }

    private byte[] body() {
        byte[] body = new byte[random.nextInt(600)];
        random.nextBytes(body);
        return body;
    }

    private String id() {
        return "msg_" + Long.toString(random.nextLong(1L << 60), 36);
    }

    private static WebhookHeaders headers(String id, String timestamp, String signature) {
        return name -> switch (name) {
            case "webhook-id" -> List.of(id);
            case "webhook-timestamp" -> List.of(timestamp);
            case "webhook-signature" -> List.of(signature);
            default -> null;
        };
    }

    @Test
    void whateverIsSignedVerifies() {
        for (int i = 0; i < 5_000; i++) {
            SigningSecret secret = secret();
            byte[] body = body();
            Instant at = NOW.plusSeconds(random.nextInt(-300, 301));
            WebhookVerifier verifier = WebhookVerifier.of(secret).withClock(InstantSource.fixed(NOW));
            WebhookHeaders signed = WebhookHeaders.of(WebhookSigner.of(secret).headers(id(), at, body));

            assertThat(verifier.verify(signed, body).isAccepted()).isTrue();
        }
    }

    @Test
    void noBitCanBeChanged() {
        SigningSecret secret = secret();
        String id = id();
        String timestamp = Long.toString(NOW.getEpochSecond());
        byte[] body = "{\"id\":\"p1\",\"status\":\"succeeded\",\"output\":[\"https://a/b.png\"]}"
                .getBytes(StandardCharsets.UTF_8);
        String signature = WebhookSigner.of(secret).signature(id, NOW, body);
        WebhookVerifier verifier = WebhookVerifier.of(secret).withClock(InstantSource.fixed(NOW));
        assertThat(verifier.verify(headers(id, timestamp, signature), body).isAccepted())
                .isTrue();

        for (String changed : flipped(id)) {
            assertThat(verifier.verify(headers(changed, timestamp, signature), body)
                            .isAccepted())
                    .isFalse();
        }
        for (String changed : flipped(timestamp)) {
            assertThat(verifier.verify(headers(id, changed, signature), body).isAccepted())
                    .isFalse();
        }
        for (String changed : flipped(signature)) {
            assertThat(verifier.verify(headers(id, timestamp, changed), body).isAccepted())
                    .isFalse();
        }
        for (int bit = 0; bit < body.length * 8; bit++) {
            byte[] changed = body.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(verifier.verify(headers(id, timestamp, signature), changed)
                            .isAccepted())
                    .isFalse();
        }
    }

    private static List<String> flipped(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> all = new ArrayList<>();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            all.add(new String(changed, StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    @Test
    void aMillionMalformedHeaderSetsAreRefusedAndThrowNothing() {
        SigningSecret secret = secret();
        WebhookVerifier verifier = WebhookVerifier.of(secret).withClock(InstantSource.fixed(NOW));
        byte[] body = "{\"id\":\"p1\",\"status\":\"failed\"}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1_000_000; i++) {
            @Nullable List<String> id = oddValues("msg_1");
            @Nullable List<String> timestamp = oddValues(Long.toString(NOW.getEpochSecond()));
            @Nullable List<String> signature = oddValues("v1,AAAA");
            Verdict verdict = verifier.verify(name -> odd(name, id, timestamp, signature), body);
            if (verdict.isAccepted()) {
                throw new AssertionError(id + " " + timestamp + " " + signature);
            }
        }
    }

    private static @Nullable Iterable<String> odd(
            String name,
            @Nullable List<String> id,
            @Nullable List<String> timestamp,
            @Nullable List<String> signature) {
        return switch (name) {
            case "webhook-id" -> id;
            case "webhook-timestamp" -> timestamp;
            default -> signature;
        };
    }

    private @Nullable List<String> oddValues(String plain) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> List.of();
            case 2 -> Collections.singletonList(null); // A framework may well hand out such a list.
            case 3 -> List.of(plain, plain);
            case 4, 5 -> List.of(oddText());
            default -> List.of(plain);
        };
    }

    private String oddText() {
        int[] points = ODD.codePoints().toArray();
        int length = random.nextInt(random.nextInt(50) == 0 ? 5_000 : 40);
        StringBuilder text = new StringBuilder();
        IntStream.range(0, length).forEach(i -> text.appendCodePoint(points[random.nextInt(points.length)]));
        return text.toString();
    }
}
