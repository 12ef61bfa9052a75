package dev.hookline.replicate.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportTest {
    @StartStop
    public final MockWebServer api = new MockWebServer();

    @StartStop
    public final MockWebServer elsewhere = new MockWebServer();

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        pool.shutdownNow();
    }

    private Transport transport() {
        TransportOptions options = new TransportOptions(
                HttpClient.newHttpClient(),
                new Timers(scheduler, pool),
                InstantSource.system(),
                Origin.of(api.url("/").uri()),
                "Bearer s3cret",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                new RetryRules(1, Duration.ZERO, Duration.ZERO, () -> 0));
        return new Transport(
                options,
                new RateGovernor(0, 0, InstantSource.system(), (lane, ordered, wait) -> {}),
                new Slots(9),
                Runnable::run);
    }

    @Test
    void theTokenStaysBehindWhenARedirectLeavesTheHost() throws Exception {
        api.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", elsewhere.url("/file"))
                .build());
        elsewhere.enqueue(new MockResponse.Builder().body("content").build());
        HttpCall call = HttpCall.builder("GET", api.url("/file").uri())
                .redirects(uri -> true)
                .build();

        HttpAnswer answer = transport().send(call).join();

        assertThat(answer.body()).asString().isEqualTo("content");
        assertThat(answer.uri()).isEqualTo(elsewhere.url("/file").uri());
        assertThat(api.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(elsewhere.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void theTokenDoesNotGoToAnyOtherHost() throws Exception {
        elsewhere.enqueue(new MockResponse.Builder().build());

        transport()
                .send(HttpCall.builder("GET", elsewhere.url("/file").uri()).build())
                .join();

        assertThat(elsewhere.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void anOriginIsSchemeHostAndPort() {
        Origin origin = Origin.of(URI.create("https://API.replicate.com/v1"));

        assertThat(origin.includes(URI.create("https://api.replicate.com:443/v1/x")))
                .isTrue();
        assertThat(origin.includes(URI.create("http://api.replicate.com/v1/x"))).isFalse();
        assertThat(origin.includes(URI.create("https://api.replicate.com:444/v1/x")))
                .isFalse();
        assertThat(origin.includes(URI.create("https://api.replicate.com.evil.example/v1/x")))
                .isFalse();
        assertThat(origin.includes(URI.create("https://api.replicate.com@evil.example/v1/x")))
                .isFalse();
        assertThat(origin.includes(URI.create("https://user@api.replicate.com/v1/x")))
                .isFalse();
        assertThat(origin.includes(URI.create("/v1/x"))).isFalse();
        assertThat(Origin.of(URI.create("http://127.0.0.1:80/")).isLoopback()).isTrue();
        assertThat(Origin.of(URI.create("http://[::1]/")).isLoopback()).isTrue();
        assertThat(Origin.of(URI.create("http://127.evil.example/")).isLoopback())
                .isFalse();
    }

    @Test
    void theOptionsDoNotShowTheToken() {
        assertThat(transport().options()).asString().doesNotContain("s3cret");
    }
}
