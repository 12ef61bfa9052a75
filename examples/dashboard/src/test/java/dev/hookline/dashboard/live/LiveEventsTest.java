package dev.hookline.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.dashboard.support.ListeningBrowser;
import dev.hookline.dashboard.support.RunningDashboard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveEventsTest {
    private RunningDashboard dashboard;

    @BeforeEach
    void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @Test
    void whoListensIsToldThatAJobRunsAndThatItHasEnded() throws Exception {
        try (ListeningBrowser browser = ListeningBrowser.connect(dashboard)) {
            assertThat(browser.answer().statusCode()).isEqualTo(200);
            assertThat(browser.answer().headers().firstValue("Content-Type"))
                    .contains("text/event-stream;charset=UTF-8");
            assertThat(browser.answer().headers().firstValue("Cache-Control")).contains("no-store");
            await().until(() -> browser.lines().contains("retry: 2000"));

            String id = dashboard.startJob("a lighthouse at dusk", "3:4", 2);

            await().atMost(Duration.ofSeconds(20)).until(() -> browser.lines().contains(data(id, "succeeded")));
            assertThat(browser.lines()).contains(data(id, "processing"));
            assertThat(browser.lines().stream().filter(line -> line.startsWith("data: ")))
                    .last()
                    .isEqualTo(data(id, "succeeded"));
        }
    }

    @Test
    void allWhoListenAreToldOfADeletion() throws Exception {
        String id = dashboard.startJob("a lighthouse at dusk", "9:16", 1);
        dashboard.awaitEnd(id);
        try (ListeningBrowser one = ListeningBrowser.connect(dashboard);
                ListeningBrowser other = ListeningBrowser.connect(dashboard)) {
            await().until(() ->
                    Stream.of(one, other).allMatch(each -> each.lines().contains("retry: 2000")));

            dashboard.send(dashboard.request("/api/jobs/" + id).DELETE());

            await().until(() ->
                    Stream.of(one, other).allMatch(each -> each.lines().contains(data(id, "deleted"))));
        }
    }

    @Test
    void fiftyWhoListenTakeNoThreadOfTheirOwn() throws Exception {
        List<ListeningBrowser> browsers = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                browsers.add(ListeningBrowser.connect(dashboard));
            }
            await().until(() -> browsers.stream().allMatch(each -> each.lines().contains("retry: 2000")));

            long busy = Thread.getAllStackTraces().values().stream()
                    .filter(stack -> Stream.of(stack)
                            .anyMatch(frame -> frame.getClassName().startsWith(EventsServlet.class.getName())
                                    || frame.getClassName().startsWith(EventClient.class.getName())))
                    .count();

            assertThat(busy).isZero();
            String id = dashboard.startJob("a lighthouse at dusk", "9:16", 1);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> browsers.stream().allMatch(each -> each.lines().contains(data(id, "succeeded"))));
        } finally {
            for (ListeningBrowser browser : browsers) {
                browser.close();
            }
        }
    }

    @Test
    void whoHasGoneDoesNotKeepTheOthersFromTheirNews() throws Exception {
        ListeningBrowser gone = ListeningBrowser.connect(dashboard);
        await().until(() -> gone.lines().contains("retry: 2000"));
        gone.close();
        try (ListeningBrowser browser = ListeningBrowser.connect(dashboard)) {
            await().until(() -> browser.lines().contains("retry: 2000"));

            String id = dashboard.startJob("a lighthouse at dusk", "9:16", 1);

            await().atMost(Duration.ofSeconds(20)).until(() -> browser.lines().contains(data(id, "succeeded")));
        }
    }

    @Test
    void whoListensDoesNotKeepTheDashboardFromStopping() throws Exception {
        try (ListeningBrowser browser = ListeningBrowser.connect(dashboard)) {
            await().until(() -> browser.lines().contains("retry: 2000"));
            long before = System.nanoTime();

            dashboard.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
            await().until(browser::hasEnded);
        }
    }

    private static String data(String id, String status) {
        return "data: {\"id\":\"" + id + "\",\"status\":\"" + status + "\"}";
    }
}
