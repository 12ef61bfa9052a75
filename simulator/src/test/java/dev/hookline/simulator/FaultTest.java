package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.simulator.Api.Reply;
import dev.hookline.simulator.Receiver.Hook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final String ECHO = "/models/acme/echo/predictions";

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-05-01T10:00:00Z"));
    private Receiver receiver;
    private ReplicateSimulator simulator;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        simulator = simulator(1);
        api = new Api(simulator);
    }

    private ReplicateSimulator simulator(long seed) {
        return ReplicateSimulator.builder()
                .time(time)
                .seed(seed)
                .latency(Duration.ofSeconds(2))
                .model("acme/echo", input -> ModelAnswer.of(input.json()))
                .model("acme/other", input -> ModelAnswer.of(input.json()))
                .start();
    }

    @AfterEach
    void stop() {
        simulator.close();
        receiver.close();
    }

    private Reply create(String path) {
        return api.post(path, Api.withWebhook(Api.input("text", "hello"), receiver.url()));
    }

    private String statusOf(String id) {
        return api.prediction(id).path("status").stringValue();
    }

    @Nested
    class OfWebhooks {

        @Test
        void eachIsSentTwiceUnderOneId() {
            simulator.inject(Fault.repeatWebhooks(2));
            create(ECHO);
            time.advance(Duration.ofSeconds(5));

            assertThat(receiver.statuses())
                    .containsExactlyInAnyOrder("processing", "processing", "succeeded", "succeeded");
            assertThat(receiver.hooks().stream().map(Hook::id).distinct()).hasSize(2);
        }

        @Test
        void eachIsSentTwiceAndTheSecondEventComesFirst() {
            simulator.inject(Fault.repeatWebhooks(2), Fault.reverseWebhooks());
            List<String> firsts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int before = receiver.hooks().size();
                create(ECHO);
                time.advance(Duration.ofSeconds(5));
                firsts.add(receiver.hooks().get(before).status());
            }

            assertThat(firsts).contains("succeeded"); // one connection may overtake another on the way
            assertThat(receiver.statuses()).hasSize(20);
            assertThat(receiver.statuses()).filteredOn("succeeded"::equals).hasSize(10);
            assertThat(receiver.hooks().stream().map(Hook::id).distinct()).hasSize(10);
        }

        @Test
        void noneComeForTenMinutesAndThenTheyDoAgain() {
            simulator.inject(Fault.loseWebhooks().lasting(Duration.ofMinutes(10)));
            create(ECHO);
            time.advance(Duration.ofMinutes(9));
            create(ECHO);
            time.advance(Duration.ofSeconds(59));
            assertThat(receiver.hooks()).isEmpty();
            assertThat(simulator.received().webhooksLost()).isEqualTo(4);

            time.advance(Duration.ofSeconds(1));
            create(ECHO);
            time.advance(Duration.ofSeconds(5));
            assertThat(receiver.statuses()).containsExactly("processing", "succeeded");
        }

        @Test
        void anOrderIsShuffledByTheSeedAndTheSameAgainUnderTheSameSeed() {
            List<List<String>> orders = new ArrayList<>();
            for (long seed : new long[] {5, 5, 6}) {
                simulator.useFaults(FaultPlan.of(seed, Fault.shuffleWebhooks(Duration.ofMinutes(10))));
                int before = receiver.hooks().size();
                for (int i = 0; i < 4; i++) {
                    create(ECHO);
                }
                time.advance(Duration.ofMinutes(11));
                orders.add(receiver.statuses().subList(before, before + 8));
                stopAndStartAnew();
            }
            assertThat(orders.get(0)).isEqualTo(orders.get(1)).isNotEqualTo(orders.get(2));
        }

        private void stopAndStartAnew() {
            simulator.close();
            simulator = simulator(1);
            api = new Api(simulator);
        }

        @Test
        void completedComesBeforeStart() {
            simulator.inject(Fault.reverseWebhooks());
            create(ECHO);
            time.advance(Duration.ofSeconds(5));
            assertThat(receiver.statuses()).containsExactly("succeeded", "processing");
        }

        @Test
        void theyComeLate() {
            simulator.inject(Fault.delayWebhooks(Duration.ofMinutes(3)).onEvent(WebhookEvent.COMPLETED));
            create(ECHO);
            time.advance(Duration.ofMinutes(2));
            assertThat(receiver.statuses()).containsExactly("processing");
            time.advance(Duration.ofMinutes(2));
            assertThat(receiver.statuses()).containsExactly("processing", "succeeded");
        }

        @Test
        void theyAreLostByEventByModelAndForAWhile() {
            simulator.inject(Fault.loseWebhooks()
                    .onEvent(WebhookEvent.COMPLETED)
                    .onModel("acme/other")
                    .lasting(Duration.ofMinutes(10)));
            create("/models/acme/other/predictions");
            create(ECHO);
            time.advance(Duration.ofMinutes(11));
            assertThat(receiver.statuses()).containsExactlyInAnyOrder("processing", "processing", "succeeded");
            assertThat(simulator.received().webhooksLost()).isEqualTo(1);

            create("/models/acme/other/predictions");
            time.advance(Duration.ofMinutes(1));
            assertThat(receiver.statuses()).hasSize(5);
        }

        @Test
        void theyAllComeBeforeTheAnswerOfTheCreate() throws Exception {
            simulator.inject(Fault.webhooksBeforeAnswer());
            CompletableFuture<Reply> answer =
                    api.postLater(ECHO, Api.withWebhook(Api.input("text", "hello"), receiver.url()));
            await().until(() -> receiver.statuses().equals(List.of("processing")));
            assertThat(answer).isNotDone();
            assertThat(simulator.received().createsInFlight()).isEqualTo(1);

            time.advance(Duration.ofSeconds(3));

            assertThat(receiver.statuses()).containsExactly("processing", "succeeded");
            assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
            await().until(() -> simulator.received().createsInFlight() == 0);
        }
    }

    @Nested
    class OfCreates {

        @Test
        void theAnswerIsLostAndThePredictionRunsAllTheSame() {
            simulator.inject(Fault.loseAnswer().times(1));
            assertThatThrownBy(() -> create(ECHO)).isInstanceOf(UncheckedIOException.class);
            time.advance(Duration.ofSeconds(3));

            assertThat(receiver.statuses()).containsExactly("processing", "succeeded");
            assertThat(simulator.received().predictionsMade()).isEqualTo(1);
            assertThat(simulator.received().createsAnswered()).isZero();
            String id = simulator.received().creations().get(0).predictionId();
            assertThat(simulator.received().createAnswered(id)).isFalse();
            String answered = create(ECHO).text("id");
            await().until(() -> simulator.received().createAnswered(answered));
        }

        @Test
        void theAnswerComesLateWhileThePredictionRuns() throws Exception {
            simulator.inject(Fault.delayAnswer(Duration.ofSeconds(30)));
            CompletableFuture<Reply> answer =
                    api.postLater(ECHO, Api.withWebhook(Api.input("text", "hello"), receiver.url()));
            await().until(() -> receiver.statuses().equals(List.of("processing")));
            time.advance(Duration.ofSeconds(29));
            assertThat(receiver.statuses()).containsExactly("processing", "succeeded");
            assertThat(answer).isNotDone();

            time.advance(Duration.ofSeconds(1));
            assertThat(answer.get(10, TimeUnit.SECONDS).text("status")).isEqualTo("succeeded");
        }

        @Test
        void theNextIsRefusedAndTheOneAfterItIsNot() {
            simulator.inject(Fault.tooManyRequests(Duration.ofSeconds(30)).times(1));
            Reply refused = create(ECHO);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().path("retry_after").intValue()).isEqualTo(30);
            assertThat(refused.retryAfter()).isEqualTo("30");
            assertThat(refused.text("detail")).contains("~30s");
            assertThat(create(ECHO).status()).isEqualTo(201);
            assertThat(simulator.received().predictionsMade()).isEqualTo(1);
        }

        @Test
        void creditIsUsedUpOrTheServerFailsOrAProxyAnswers() {
            simulator.inject(
                    Fault.paymentRequired().times(1),
                    Fault.serverError().times(1),
                    Fault.answerCreate(502, "text/html", "<h1>Bad gateway</h1>").times(1));
            assertThat(create(ECHO).text("title")).isEqualTo("Insufficient credit");
            assertThat(create(ECHO).status()).isEqualTo(500);
            assertThat(create(ECHO).contentType()).isEqualTo("text/html");
            assertThat(create(ECHO).status()).isEqualTo(201);
        }
    }

    @Nested
    class OfModels {

        @Test
        void aModelFailsTwiceThenSucceeds() {
            simulator.inject(Fault.failModel("Director: unexpected error (E6716)")
                    .onModel("acme/echo")
                    .times(2));
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(create(ECHO).text("id"));
                time.advance(Duration.ofSeconds(3));
            }
            assertThat(ids.stream().map(FaultTest.this::statusOf)).containsExactly("failed", "failed", "succeeded");
            assertThat(api.prediction(ids.get(0)).path("error").stringValue()).contains("E6716");
        }

        @Test
        void onlyTheInputThatIsMeantFails() {
            simulator.inject(Fault.flagAsSensitive().onInput("photo-3"));
            String bad = api.post(ECHO, Api.input("image", "photo-3.jpg")).text("id");
            String good = api.post(ECHO, Api.input("image", "photo-4.jpg")).text("id");
            time.advance(Duration.ofSeconds(3));

            assertThat(api.prediction(bad).path("error").stringValue()).contains("E005");
            assertThat(statusOf(good)).isEqualTo("succeeded");
        }

        @Test
        void theOutputIsGoneWhenTheWebhookComes() {
            simulator.inject(Fault.removeOutput());
            api.post(Api.IMAGEN, Api.withWebhook(Api.input("prompt", "dawn"), receiver.url()));
            time.advance(Duration.ofSeconds(3));

            String url = receiver.hooks().get(1).json().path("output").stringValue();
            assertThat(Api.download(url).statusCode()).isEqualTo(404);
        }
    }

    @Nested
    class OfDownloadsAndLookUps {

        private String output() {
            String id = api.post(Api.IMAGEN, Api.input("prompt", "dawn")).text("id");
            time.advance(Duration.ofSeconds(3));
            return api.prediction(id).path("output").stringValue();
        }

        @Test
        void aDownloadFailsOnceAndThenNot() {
            simulator.inject(Fault.failDownload(503).times(1));
            String url = output();
            assertThat(Api.download(url).statusCode()).isEqualTo(503);
            assertThat(Api.download(url).statusCode()).isEqualTo(200);
        }

        @Test
        void aDownloadBreaksOffInTheMiddle() {
            simulator.inject(Fault.cutDownload().times(1));
            String url = output();
            assertThatThrownBy(() -> Api.download(url)).isInstanceOf(UncheckedIOException.class);
            assertThat(Api.download(url).statusCode()).isEqualTo(200);
        }

        @Test
        void aDownloadComesLate() {
            String url = output();
            simulator.inject(Fault.delayDownload(Duration.ofSeconds(30)));
            CompletableFuture<Integer> download =
                    CompletableFuture.supplyAsync(() -> Api.download(url).statusCode());
            await().until(() -> simulator.received().calls("GET /files-delivery/{key}/{name}") == 1);
            assertThat(download).isNotDone();

            await().until(() -> {
                time.advance(Duration.ofSeconds(30));
                return download.isDone();
            });
            assertThat(download.join()).isEqualTo(200);
        }

        @Test
        void aLookUpFails() {
            String id = create(ECHO).text("id");
            simulator.inject(Fault.failLookUp(502).times(1));
            assertThat(api.get("/predictions/" + id).status()).isEqualTo(502);
            assertThat(api.get("/predictions/" + id).status()).isEqualTo(200);
        }
    }

    @Nested
    class ByChance {

        @Test
        void theSameSeedGivesTheSameChaos() {
            List<List<Integer>> outcomes = new ArrayList<>();
            for (long seed : new long[] {4, 4, 5}) {
                try (ReplicateSimulator chaotic = ReplicateSimulator.builder()
                        .faults(FaultPlan.of(
                                seed,
                                Fault.serverError().withProbability(0.3),
                                Fault.tooManyRequests(Duration.ofSeconds(1)).withProbability(0.3)))
                        .start()) {
                    Api other = new Api(chaotic);
                    outcomes.add(IntStream.range(0, 20)
                            .mapToObj(i -> other.post("/models/simulator/instant/predictions", Api.input("a", "b"))
                                    .status())
                            .toList());
                }
            }
            assertThat(outcomes.get(0)).isEqualTo(outcomes.get(1)).isNotEqualTo(outcomes.get(2));
            assertThat(outcomes.get(0)).contains(201, 429, 500);
        }

        @Test
        void inChaosEveryPredictionThatWasMadeEnds() {
            simulator.useFaults(FaultPlan.chaos(11));
            List<CompletableFuture<Reply>> creates = IntStream.range(0, 60)
                    .mapToObj(i -> api.postLater(ECHO, Api.withWebhook(Api.input("n", "" + i), receiver.url())))
                    .toList();
            await().until(() -> {
                time.advance(Duration.ofSeconds(3));
                return creates.stream().allMatch(CompletableFuture::isDone);
            });
            time.advance(Duration.ofMinutes(1));

            assertThat(simulator.received().creations())
                    .hasSizeBetween(40, 60)
                    .allSatisfy(creation ->
                            assertThat(statusOf(creation.predictionId())).isIn("succeeded", "failed"));
            assertThat(receiver.hooks()).hasSizeGreaterThan(100);
        }

        @Test
        void someHappenAndSomeDoNot() {
            simulator.useFaults(FaultPlan.of(3, Fault.failModel("by chance").withProbability(0.5)));
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ids.add(create(ECHO).text("id"));
            }
            time.advance(Duration.ofSeconds(3));
            assertThat(ids.stream().filter(id -> statusOf(id).equals("failed")).count())
                    .isBetween(8L, 32L);
        }

        @Test
        void clearedFaultsHappenNoMore() {
            simulator.inject(Fault.serverError());
            simulator.clearFaults();
            assertThat(create(ECHO).status()).isEqualTo(201);
        }
    }
}
