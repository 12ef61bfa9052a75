package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamPublisherTest extends ClientTest {
    private static final String THREE = "event: output\ndata: a\n\nevent: output\ndata: b\n\nevent: done\ndata: {}\n\n";

    /** Notes what it hears, and asks for nothing by itself. */
    private static final class Listener implements Flow.Subscriber<StreamEvent> {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
        }

        @Override
        public void onNext(StreamEvent event) {
            heard.add(event.data());
        }

        @Override
        public void onError(Throwable failure) {
            heard.add(failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }

        Flow.Subscription subscription() {
            Flow.Subscription current = subscription;
            if (current == null) {
                throw new AssertionError("not subscribed");
            }
            return current;
        }
    }

    private Listener subscribed(int status, String events) {
        server.enqueue(new MockResponse.Builder().code(status).body(events).build());
        return subscribed();
    }

    private Listener subscribed() {
        Prediction prediction = Prediction.parse(("{\"id\": \"p1\", \"status\": \"starting\", \"urls\": {\"stream\": \""
                        + server.url("/stream") + "\"}}")
                .getBytes(StandardCharsets.UTF_8));
        Listener listener = new Listener();
        replicate().predictions().publish(prediction).subscribe(listener);
        return listener;
    }

    @Test
    void aSubscriberGetsWhatHeAsksForAndNoMore() {
        Listener listener = subscribed(200, THREE);
        assertThat(server.getRequestCount()).isZero();

        listener.subscription().request(2);
        await().untilAsserted(() -> assertThat(listener.heard).containsExactly("a", "b"));

        listener.subscription().request(Long.MAX_VALUE);
        listener.subscription().request(Long.MAX_VALUE);
        await().untilAsserted(() -> assertThat(listener.heard).containsExactly("a", "b", "{}", "complete"));
    }

    @Test
    void aSubscriberWhoCancelsHearsNothingMore() {
        Listener listener = subscribed(200, THREE);
        listener.subscription().request(1);
        await().untilAsserted(() -> assertThat(listener.heard).containsExactly("a"));

        listener.subscription().cancel();
        listener.subscription().request(5);

        Listener other = subscribed(200, THREE);
        other.subscription().request(9);
        await().untilAsserted(() -> assertThat(other.heard).contains("complete"));
        assertThat(listener.heard).containsExactly("a");
    }

    @Test
    void aSubscriberHearsHowItFailed() {
        Listener listener = subscribed(404, "");
        listener.subscription().request(1);

        await().untilAsserted(() -> assertThat(listener.heard).containsExactly("NotFoundException"));
    }

    @Test
    void aRequestForNothingIsAMistake() {
        Listener listener = subscribed(200, THREE);
        listener.subscription().request(0);

        await().untilAsserted(() -> assertThat(listener.heard).containsExactly("IllegalArgumentException"));
    }

    @Test
    void aModelThatCannotStreamIsSaidNotToBeforeAnyoneSubscribes() {
        Prediction prediction = Prediction.parse(PREDICTION.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> replicate().predictions().publish(prediction)).hasMessageContaining("has no stream");
    }

    @Test
    void aSubscriberWhoComesAfterTheEndOfTheClientIsTold() {
        replicate().close();

        assertThat(subscribed().heard).containsExactly("ReplicateException");
    }

    @Test
    void subscribersThatAskForNothingHoldNobodyElseUp() {
        for (int i = 0; i < 50; i++) {
            subscribed();
        }
        answer(200, PREDICTION);

        assertThat(replicate().predictions().getAsync("p2")).succeedsWithin(Duration.ofSeconds(10));
    }
}
