package dev.hookline.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.replicate.Prediction;
import dev.hookline.replicate.ReplicateException;
import dev.hookline.replicate.Training;
import dev.hookline.replicate.WebhookEventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    private static final SigningSecret SECRET = SigningSecret.parse("whsec_dGhlLXNpZ25pbmcta2V5LW9mLXRoZS1kZW1vIQ==");
    private static final SigningSecret OTHER = SigningSecret.parse("whsec_b3RoZXJTZWNyZXRPZlRoZVRlc3Rz");
    private static final byte[] BODY = bytes("{\"id\":\"p1\",\"status\":\"succeeded\"}");

    private final WebhookVerifier verifier = WebhookVerifier.of(SECRET).withClock(InstantSource.fixed(NOW));
    private final Map<String, List<String>> headers =
            new HashMap<>(WebhookSigner.of(SECRET).headers("msg_1", NOW, BODY));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Verdict verify() {
        return verifier.verify(WebhookHeaders.of(headers), BODY);
    }

    private static Reason reason(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        return ((Verdict.Rejected) verdict).reason();
    }

    private String header(String name) {
        return headers.getOrDefault(name, List.of()).get(0);
    }

    private String signature() {
        return header("webhook-signature");
    }

    @Nested
    class AMessageOfReplicate {
        @Test
        void isTheOneThatOpensslSigns() {
            Map<String, List<String>> given = Map.of(
                    "webhook-id", List.of("msg_2Lh9KRb0pzN4LePd3XiA4v12Axj"),
                    "webhook-timestamp", List.of("1767225600"),
                    "webhook-signature", List.of("v1,b2lyXMbMX7PiwTpRRQ342IA7LFnUlLNaNePkAbF3am8="));

            WebhookEvent event = verifier.verify(WebhookHeaders.of(given), BODY).orThrow();

            assertThat(event.webhookId()).isEqualTo("msg_2Lh9KRb0pzN4LePd3XiA4v12Axj");
            assertThat(event.timestamp()).isEqualTo(NOW);
            assertThat(event.run().id()).isEqualTo("p1");
            assertThat(event.type()).isEqualTo(WebhookEventType.COMPLETED);
            assertThat(event.run()).isInstanceOf(Prediction.class);
            assertThat(StandardCharsets.UTF_8.decode(event.body()).toString())
                    .isEqualTo("{\"id\":\"p1\",\"status\":\"succeeded\"}");
        }

        /** The example of the Standard Webhooks scheme, whose body is no prediction. */
        @Test
        void isTheOneThatTheSchemePublishes() {
            WebhookVerifier published = WebhookVerifier.of(
                            SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                    .withClock(InstantSource.fixed(Instant.ofEpochSecond(1_614_265_330)));
            Map<String, List<String>> given = Map.of(
                    "webhook-id", List.of("msg_p5jXN8AQM9LWM0D4loKWxJek"),
                    "webhook-timestamp", List.of("1614265330"),
                    "webhook-signature", List.of("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
            byte[] body = bytes("{\"test\": 2432232314}");

            Verdict verdict = published.verify(WebhookHeaders.of(given), body);
            assertThat(verdict.isAccepted()).isTrue();
            assertThatThrownBy(() -> verdict.orThrow().run()).isInstanceOf(ReplicateException.class);
        }

        @Test
        void isAcceptedWhicheverOfItsSignaturesFits() {
            headers.put(
                    "webhook-signature", List.of("v1,AAAA v1a,xxxx v2," + signature() + "  " + signature() + " v1,"));
            assertThat(verify().isAccepted()).isTrue();

            headers.put(
                    "webhook-signature",
                    List.of("v1,AAAA", WebhookSigner.of(SECRET).signature("msg_1", NOW, BODY)));
            assertThat(verify().isAccepted()).isTrue();
        }

        @Test
        void isAcceptedWhicheverSecretSignedIt() {
            WebhookVerifier both = WebhookVerifier.of(OTHER, SECRET).withClock(InstantSource.fixed(NOW));

            assertThat(both.verify(WebhookHeaders.of(headers), BODY).isAccepted())
                    .isTrue();
        }

        @Test
        void isAcceptedWithHeadersOfAnyCaseFromAnyFramework() {
            Map<String, List<String>> loud = new HashMap<>();
            headers.forEach((name, values) -> loud.put(name.toUpperCase(Locale.ROOT), values));

            assertThat(verifier.verify(WebhookHeaders.of(loud), BODY).isAccepted())
                    .isTrue();
            assertThat(verifier.verify(WebhookHeaders.single(name -> header(name)), BODY)
                            .isAccepted())
                    .isTrue();
            assertThat(verifier.verify(headers::get, BODY).isAccepted()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(longs = {-300, -299, 0, 299, 300})
        void isAcceptedForFiveMinutesEitherWay(long seconds) {
            WebhookVerifier skewed = verifier.withClock(InstantSource.fixed(NOW.plusSeconds(seconds)));

            assertThat(skewed.verify(WebhookHeaders.of(headers), BODY).isAccepted())
                    .isTrue();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"id\":\"p\",\"status\":\"starting\"}                            | START",
                    "{\"id\":\"p\",\"status\":\"processing\",\"logs\":\"\"}            | START",
                    "{\"id\":\"p\",\"status\":\"processing\",\"logs\":\"1%\"}          | LOGS",
                    "{\"id\":\"p\",\"status\":\"processing\",\"output\":[\"a\"]}       | OUTPUT",
                    "{\"id\":\"p\",\"status\":\"aborted\",\"output\":null}             | COMPLETED",
                    "{\"id\":\"p\",\"status\":\"a state of next year\"}                | START"
                })
        void tellsAsFarAsItCanWhatItWasSentFor(String body, WebhookEventType type) {
            byte[] bytes = bytes(body.strip());
            Map<String, List<String>> signed = WebhookSigner.of(SECRET).headers("msg_2", NOW, bytes);

            assertThat(verifier.verify(WebhookHeaders.of(signed), bytes)
                            .orThrow()
                            .type())
                    .isEqualTo(type);
        }

        @Test
        void takesASecretOfEitherAlphabetWhole() {
            SigningSecret usual = SigningSecret.parse("whsec_++++////++++////++++////++++////");
            SigningSecret forUrls = SigningSecret.parse("whsec_----____----____----____----____");

            assertThat(forUrls).isEqualTo(usual);
        }

        @Test
        void tellsATrainingFromAPrediction() {
            byte[] body = bytes("{\"id\":\"t1\",\"status\":\"succeeded\",\"urls\":"
                    + "{\"get\":\"https://api.replicate.com/v1/trainings/t1\"}}");
            Map<String, List<String>> signed = WebhookSigner.of(SECRET).headers("msg_2", NOW, body);

            assertThat(verifier.verify(WebhookHeaders.of(signed), body)
                            .orThrow()
                            .run())
                    .isInstanceOf(Training.class);
        }
    }

    @Nested
    class ARequestIsRefused {
        @ParameterizedTest
        @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
        void withoutOneOfItsHeaders(String name) {
            headers.remove(name);
            assertThat(reason(verify())).isEqualTo(Reason.MISSING_HEADER);
            headers.put(name, List.of());
            assertThat(reason(verify())).isEqualTo(Reason.MISSING_HEADER);
            headers.put(name, List.of(""));
            assertThat(verify())
                    .isEqualTo(new Verdict.Rejected(Reason.MISSING_HEADER, "the header " + name + " is missing"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"-1", "1767225600.0", "abc", " 1767225600", "1767225600 ", "1e9", "١٢٣", "9999999999999"})
        void withATimestampThatIsNone(String timestamp) {
            headers.put("webhook-timestamp", List.of(timestamp));

            assertThat(reason(verify())).isEqualTo(Reason.MALFORMED_HEADER);
        }

        @Test
        void withAHeaderThatStandsThereTwice() {
            for (String name : List.of("webhook-id", "webhook-timestamp")) {
                Map<String, List<String>> twice = new HashMap<>(headers);
                twice.put(name, List.of(header(name), header(name)));

                assertThat(reason(verifier.verify(WebhookHeaders.of(twice), BODY)))
                        .isEqualTo(Reason.MALFORMED_HEADER);
            }
        }

        @Test
        void withHeadersThatAreTooLong() {
            headers.put("webhook-signature", List.of("v1,AAAA ".repeat(600) + signature()));
            assertThat(reason(verify())).isEqualTo(Reason.MALFORMED_HEADER);

            headers.put("webhook-id", List.of("x".repeat(257)));
            assertThat(reason(verify())).isEqualTo(Reason.MALFORMED_HEADER);
        }

        @ParameterizedTest
        @ValueSource(longs = {-301, 301, -100_000, 100_000})
        void thatIsStaleOrFromTheFuture(long seconds) {
            WebhookVerifier skewed = verifier.withClock(InstantSource.fixed(NOW.plusSeconds(seconds)));

            assertThat(reason(skewed.verify(WebhookHeaders.of(headers), BODY))).isEqualTo(Reason.STALE_TIMESTAMP);
        }

        @Test
        void thatIsOlderThanTheToleranceThatWasSet() {
            WebhookVerifier strict =
                    verifier.withTolerance(Duration.ofSeconds(10)).withClock(InstantSource.fixed(NOW.plusSeconds(11)));

            assertThat(reason(strict.verify(WebhookHeaders.of(headers), BODY))).isEqualTo(Reason.STALE_TIMESTAMP);
        }

        @Test
        void thatAnotherSecretSigned() {
            Verdict verdict =
                    verifier.verify(WebhookHeaders.of(WebhookSigner.of(OTHER).headers("msg_1", NOW, BODY)), BODY);

            assertThat(reason(verdict)).isEqualTo(Reason.BAD_SIGNATURE);
            assertThatThrownBy(verdict::orThrow)
                    .isInstanceOfSatisfying(
                            WebhookRejectedException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE));
        }

        @Test
        void whoseFittingSignatureIsOfAnUnknownVersion() {
            headers.put("webhook-signature", List.of(signature().replace("v1,", "v2,")));

            assertThat(reason(verify())).isEqualTo(Reason.BAD_SIGNATURE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "[]", "{}", "{\"id\":\"p1\"}", "not json", "{\"id\":1,\"status\":2}"})
        void onlyWhenItIsReadIfItIsSignedButNoPrediction(String text) {
            byte[] body = bytes(text);
            Verdict verdict =
                    verifier.verify(WebhookHeaders.of(WebhookSigner.of(SECRET).headers("msg_1", NOW, body)), body);

            WebhookEvent event = verdict.orThrow();
            assertThatThrownBy(event::run).isInstanceOf(ReplicateException.class);
            assertThatThrownBy(event::type).isInstanceOf(ReplicateException.class);
            assertThat(event.toString()).contains("msg_1").doesNotContain("p1");
        }

        @Test
        void withWordsThatRepeatNothingOfTheSender() {
            headers.put("webhook-timestamp", List.of("evil\nline"));
            headers.put("webhook-id", List.of("msg\u0000evil"));
            List<Verdict> verdicts = new ArrayList<>(List.of(verify()));
            headers.put("webhook-id", List.of("evil"));
            verdicts.add(verify());
            headers.put("webhook-timestamp", List.of("1767225600"));
            verdicts.add(verify());

            assertThat(verdicts.toString()).doesNotContain("evil").doesNotContain(signature());
        }
    }

    @Test
    void oneVerifierServesManyThreads() {
        List<byte[]> bodies = IntStream.range(0, 4_000)
                .mapToObj(i -> bytes("{\"id\":\"p" + i + "\",\"status\":\"failed\"}"))
                .toList();
        WebhookSigner signer = WebhookSigner.of(SECRET);

        List<String> ids = bodies.parallelStream()
                .map(body -> verifier.verify(WebhookHeaders.of(signer.headers("msg", NOW, body)), body)
                        .orThrow()
                        .run()
                        .id())
                .toList();

        assertThat(ids).hasSize(4_000).startsWith("p0", "p1").endsWith("p3999");
    }

    @Test
    void aVerifierWithoutASecretIsNotBuilt() {
        assertThatThrownBy(() -> WebhookVerifier.of()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebhookVerifier.of(new SigningSecrets() {
                    @Override
                    public List<SigningSecret> current() {
                        return List.of();
                    }

                    @Override
                    public List<SigningSecret> newerThan(List<SigningSecret> tried) {
                        return List.of();
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> verifier.withTolerance(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> verifier.withTolerance(Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_####", "dGhlLXNpZ25pbmcta2V5LW9mLXRoZS1kZW1vIQ==", "whsec_c2hvcnQ="})
    void aSecretThatIsNoneIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> SigningSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("dGhl")
                .hasMessageNotContaining("c2hv");
    }

    @Test
    void aSecretIsReadWholeAndNotCutAtAnUnderscore() {
        assertThatThrownBy(() -> SigningSecret.parse("whsec_dGhlLXNpZ25pbmc_ta2V5LW9mLXRoZS1kZW1vIQ=="))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SigningSecret.parse(" whsec_dGhlLXNpZ25pbmcta2V5LW9mLXRoZS1kZW1vIQ==\n"))
                .isEqualTo(SECRET);
        assertThat(SECRET).isNotEqualTo(OTHER).doesNotHaveSameHashCodeAs(OTHER);
        assertThat(SECRET).hasToString("SigningSecret[redacted]");
    }
}
