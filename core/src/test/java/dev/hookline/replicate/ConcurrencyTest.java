package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

class ConcurrencyTest extends ClientTest {
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch full = new CountDownLatch(4);

    private Dispatcher counting() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                full.countDown();
                full.await();
                underWay.decrementAndGet();
                return response(201, PREDICTION).build();
            }
        };
    }

    @Test
    void noMoreCallsAreUnderWayThanMayBeAndAllComeBack() {
        server.setDispatcher(counting());
        use(builder().rateLimits(RateLimits.none()).maxConcurrentCalls(4));

        List<CompletableFuture<Prediction>> creates = IntStream.range(0, 200)
                .mapToObj(i -> replicate().predictions().createAsync(request()))
                .toList();

        assertThat(creates).allSatisfy(create -> assertThat(create.join().id()).isEqualTo("p1"));
        assertThat(most).hasValue(4);
        assertThat(server.getRequestCount()).isEqualTo(200);
    }

    @Test
    void whoeverWaitsInLineUntilHisDeadlineWasNotSent() {
        use(hasty().maxConcurrentCalls(1).attemptTimeout(Duration.ofSeconds(20)).callTimeout(Duration.ofSeconds(20)));
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        CompletableFuture<Prediction> first = replicate().predictions().createAsync(request());
        taken();

        ReplicateConnectionException failure = failure(
                ReplicateConnectionException.class,
                () -> replicate()
                        .withCallTimeout(Duration.ofMillis(100))
                        .predictions()
                        .create(request()));

        assertThat(failure.mayHaveBeenReceived()).isFalse();
        assertThat(failure).hasMessageContaining("not sent before its deadline");
        first.cancel(true);
        answer(201, PREDICTION);
        assertThat(replicate().predictions().create(request()).id()).isEqualTo("p1");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void whoeverIsCanceledInLineLeavesNoGap() {
        server.setDispatcher(counting());
        use(builder().rateLimits(RateLimits.none()).maxConcurrentCalls(4));
        List<CompletableFuture<Prediction>> creates = IntStream.range(0, 100)
                .mapToObj(i -> replicate().predictions().createAsync(request()))
                .toList();

        creates.subList(20, 100).forEach(create -> create.cancel(true));

        creates.subList(0, 20).forEach(CompletableFuture::join);
        assertThat(replicate().predictions().create(request()).id()).isEqualTo("p1");
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    /** Timeouts end calls on the client's own threads, of which there are few. */
    @Test
    void callbacksMayWaitForOtherCallsHoweverMany() {
        use(hasty().retries(RetryPolicy.none()).maxConcurrentCalls(1_000));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getTarget().endsWith("/late")
                        ? response(200, PREDICTION)
                                .headersDelay(1, TimeUnit.MINUTES)
                                .build()
                        : response(200, PREDICTION).build();
            }
        });
        List<CompletableFuture<Prediction>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(replicate()
                    .predictions()
                    .getAsync("late")
                    .exceptionally(late -> replicate().predictions().get("soon")));
        }

        assertThat(all).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(20)));
    }
}
