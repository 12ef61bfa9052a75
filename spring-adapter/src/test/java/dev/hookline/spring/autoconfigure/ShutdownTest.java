package dev.hookline.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.spring.support.RunningApplication;
import dev.hookline.spring.web.WebhookListener;
import dev.hookline.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The web server stops first, then the engine, then the connection pool. */
class ShutdownTest {
    private static final String PREDICTION = "{\"id\":\"p\",\"status\":\"succeeded\"}";

    @TempDir
    Path folder;

    @Test
    void theEngineStopsAfterTheWebServer() {
        assertThat(EngineLifecycle.PHASE)
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
                .isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void whatIsUnderWayIsBroughtToItsEnd(WebApplicationType type) throws Exception {
        String database = "jdbc:h2:file:" + folder.resolve("jobs") + ";WRITE_DELAY=0";
        Slow slow = new Slow();
        Slow.current = slow;
        RunningApplication application = RunningApplication.start(
                type,
                Slow.class,
                RunningApplication.WITHOUT_SECURITY,
                "spring.datasource.url=" + database,
                "hookline.jdbc.initialize-schema=always");
        JobId job = application.engine().start(Slow.LOCAL, "hello");
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> webhook(application));
        slow.localBegun.await();
        slow.webhookBegun.await();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(application::close);
        await().until(() -> slow.order.contains("stopping"));
        slow.finishWebhook.countDown();
        assertThat(answer.get()).isEqualTo(404);
        await().until(() -> slow.order.contains("web server stopped"));
        assertThat(stopped).isNotDone();
        slow.finishLocal.countDown();
        stopped.get();

        assertThat(slow.order)
                .containsExactly("stopping", "webhook answered", "web server stopped", "local step ended");
        assertThat(statusOf(job, database)).isEqualTo(JobStatus.SUCCEEDED);
    }

    private static int webhook(RunningApplication application) {
        try {
            return application.webhook("x".repeat(22), PREDICTION);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** By a pool of its own: the application's is closed. */
    private static JobStatus statusOf(JobId job, String database) {
        DataSource dataSource = DataSourceBuilder.create().url(database).build();
        return JdbcJobStore.builder(dataSource)
                .build()
                .load(job)
                .orElseThrow()
                .job()
                .status();
    }

    /** An application in which a webhook and a local step take as long as the test likes. */
    @Configuration(proxyBeanMethods = false)
    static class Slow {
        static final Workflow<String, String> LOCAL = Workflow.define("local", String.class, flow -> {
            var text = flow.input();
            return flow.local("wait", String.class, text, Slow::localStep);
        });

        private static volatile Slow current = new Slow();

        final List<String> order = new CopyOnWriteArrayList<>();
        final CountDownLatch localBegun = new CountDownLatch(1);
        final CountDownLatch finishLocal = new CountDownLatch(1);
        final CountDownLatch webhookBegun = new CountDownLatch(1);
        final CountDownLatch finishWebhook = new CountDownLatch(1);

        @Bean
        Workflow<String, String> local() {
            return LOCAL;
        }

        @Bean
        WebhookListener slowAnswer() {
            Slow slow = current;
            return (answer, took) -> {
                slow.webhookBegun.countDown();
                wait(slow.finishWebhook);
                slow.order.add("webhook answered");
            };
        }

        @Bean
        SmartLifecycle beforeAllElse() {
            return new Marker(current.order, "stopping", SmartLifecycle.DEFAULT_PHASE);
        }

        @Bean
        SmartLifecycle betweenServerAndEngine() {
            return new Marker(current.order, "web server stopped", EngineLifecycle.PHASE + 1);
        }

        private static String localStep(String text) {
            Slow slow = current;
            slow.localBegun.countDown();
            wait(slow.finishLocal);
            slow.order.add("local step ended");
            return text;
        }

        private static void wait(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Takes note of when its phase is stopped. */
    private static final class Marker implements SmartLifecycle {
        private final List<String> order;
        private final String name;
        private final int phase;
        private volatile boolean running;

        Marker(List<String> order, String name, int phase) {
            this.order = order;
            this.name = name;
            this.phase = phase;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            order.add(name);
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return phase;
        }
    }
}
