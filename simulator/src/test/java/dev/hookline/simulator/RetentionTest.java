package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final Catalog.Target TARGET =
            new Catalog.Target(NamedModel.of("acme/echo", input -> ModelAnswer.of("x")), "hidden");

    private static Predictions predictions(int remembered) {
        return new Predictions(Instant::now, new Ids(1), new OutputFiles(new Ids(2), new Shelf(1_000)), remembered);
    }

    private static CreateRequest create(String text) {
        return CreateRequest.parse(Api.input("text", text), Set.of());
    }

    @Nested
    class OfTheJournal {

        @Test
        void theLatestStayByNumber() {
            Recent<String> recent = new Recent<>(3, 1_000, String::length);
            List<String> gone = new ArrayList<>();
            IntStream.range(0, 10).forEach(i -> recent.add("e" + i, gone::add));

            assertThat(recent.list()).containsExactly("e7", "e8", "e9");
            assertThat(gone).hasSize(7).startsWith("e0").endsWith("e6");
        }

        @Test
        void theLatestStayByWeightAndTheVeryLastAlways() {
            Recent<String> recent = new Recent<>(100, 10, String::length);
            List.of("aaaa", "bbbb", "cccc").forEach(entry -> recent.add(entry, gone -> {}));
            assertThat(recent.list()).containsExactly("bbbb", "cccc");

            recent.add("d".repeat(50), gone -> {});
            assertThat(recent.list()).hasSize(1);
        }

        @Test
        void aStretchGoesOnWhereTheLastEndedEvenWhenEntriesWentMeanwhile() {
            Recent<Integer> recent = new Recent<>(5, 1_000, entry -> 1);
            IntStream.range(0, 5).forEach(i -> recent.add(i, gone -> {}));
            Recent.Stretch<Integer> first = recent.from(0, 2);
            assertThat(first.entries()).containsExactly(0, 1);
            assertThat(first.more()).isTrue();

            IntStream.range(5, 8).forEach(i -> recent.add(i, gone -> {}));
            Recent.Stretch<Integer> rest = recent.from(first.next(), 100);
            assertThat(rest.entries()).containsExactly(3, 4, 5, 6, 7);
            assertThat(rest.more()).isFalse();
            assertThat(recent.from(rest.next(), 100).entries()).isEmpty();
        }

        @Test
        void thousandsOfPredictionsAreSeenToTheLastWithInputsAsLongAsTheyAre() {
            Received received = new Received(Instant::now);
            Predictions predictions = predictions(100);
            CreateRequest create = create("x".repeat(5_000));
            for (int i = 0; i < 8_000; i++) {
                received.predictionMade(predictions.make(TARGET, create, Optional.empty()));
            }
            assertThat(received.creations()).hasSizeGreaterThan(7_500);
            assertThat(received.predictionsMade()).isEqualTo(8_000);
        }
    }

    @Nested
    class OfPredictions {

        @Test
        void whenTheirDataTakesTooMuchTheOldestAreForgottenAndTheLatestStays() {
            Predictions predictions = predictions(1_000);
            CreateRequest large = create("x".repeat(20_000_000));
            List<Prediction> made = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                made.add(ended(predictions, large));
            }
            assertThat(predictions.olderThan(Long.MAX_VALUE)).containsExactly(made.get(9), made.get(8), made.get(7));
            assertThat(predictions.find(made.get(0).id())).isEmpty();

            Prediction giant = ended(predictions, create("x".repeat(100_000_000)));
            assertThat(predictions.olderThan(Long.MAX_VALUE)).containsExactly(giant);
        }

        private Prediction ended(Predictions predictions, CreateRequest create) {
            Prediction prediction = predictions.make(TARGET, create, Optional.empty());
            prediction.start(Instant.now());
            prediction.end(Prediction.Status.SUCCEEDED, Instant.now(), result -> result);
            predictions.hasEnded(prediction);
            return prediction;
        }
    }
}
