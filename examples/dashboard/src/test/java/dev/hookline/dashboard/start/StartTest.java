package dev.hookline.dashboard.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.simulator.ReplicateSimulator;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.PropertySource;

/** What is begun on another thread while the dashboard starts, and what becomes of it when the start fails. */
class StartTest {
    private final Queue<Runnable> later = new ArrayDeque<>();

    @TempDir
    private Path data;

    @Test
    void whoAsksWhereTheSimulatorIsWaitsUntilItHasStarted() {
        StartingSimulator simulator = StartingSimulator.begin(Duration.ZERO, Duration.ZERO, later::add);
        PropertySource<?> settings = simulator.settings();
        CompletableFuture<Object> url = new CompletableFuture<>();
        Thread asking = new Thread(() -> url.complete(settings.getProperty("hookline.replicate.base-url")));
        asking.start();
        Awaitility.await().until(asking::getState, Thread.State.WAITING::equals);

        later.remove().run();

        assertThat(url.join()).isEqualTo(simulator.get().url());
        assertThat(settings.getProperty("hookline.replicate.token"))
                .isEqualTo(simulator.get().token());
        assertThat(settings.getProperty("hookline.webhook.secret"))
                .isEqualTo(simulator.get().secret());
        assertThat(settings.getProperty("server.port")).isNull();
        simulator.close();
    }

    @Test
    void aSimulatorThatWasClosedBeforeItHadStartedIsClosedOnceItHas() {
        StartingSimulator simulator = StartingSimulator.begin(Duration.ZERO, Duration.ZERO, later::add);
        simulator.close();

        later.remove().run();

        assertIsGone(simulator.get().port());
    }

    @Test
    void theSimulatorIsClosedWithTheDashboard() {
        int port;
        try (RunningDashboard dashboard = RunningDashboard.start(data)) {
            port = dashboard.bean(ReplicateSimulator.class).port();
        }

        assertIsGone(port);
    }

    @Test
    void aDatabaseThatCannotBeOpenedEndsTheStart() throws IOException {
        Files.writeString(data.resolve("hookline.mv.db"), "This is no database.");

        assertThatThrownBy(() -> RunningDashboard.start(data)).rootCause().hasMessageContaining("hookline.mv.db");
    }

    @Test
    void aNameThatNoAccountMayHaveEndsTheStart() {
        assertThatThrownBy(() -> RunningDashboard.start(data, "dashboard.user=two words"))
                .rootCause()
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("dashboard.user");
    }

    private static void assertIsGone(int port) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }
}
