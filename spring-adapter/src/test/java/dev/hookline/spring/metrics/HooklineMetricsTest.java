package dev.hookline.spring.metrics;

import static dev.hookline.spring.support.Shouting.SHOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.replicate.RateLimitEvent;
import dev.hookline.replicate.RateLimitEvent.Kind;
import dev.hookline.simulator.Fault;
import dev.hookline.spring.autoconfigure.EngineCustomizer;
import dev.hookline.spring.support.RunningApplication;
import dev.hookline.workflow.Workflow;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is measured of three jobs, of which one fails, and a fan-out of two. */
class HooklineMetricsTest {
    private static RunningApplication application;
    private static MeterRegistry registry;
    private static List<JobId> jobs;

    @BeforeAll
    static void run() throws Exception {
        application = RunningApplication.start(
                WebApplicationType.SERVLET, Measured.class, RunningApplication.WITHOUT_SECURITY);
        registry = application.context().getBean(MeterRegistry.class);
        application
                .simulator()
                .inject(Fault.tooManyRequests(Duration.ofSeconds(1)).times(1));
        jobs = List.of(
                application.engine().start(SHOUT, "one"),
                application.engine().start(SHOUT, "two"),
                application.engine().start(SHOUT, "fail"),
                application.engine().start(Measured.MANY, new Measured.Texts(List.of("three", "four"))));
        await().until(() -> jobs.stream()
                .allMatch(id ->
                        application.engine().find(id).orElseThrow().status().isEnd()));
        application.post("/webhooks/replicate/" + "x".repeat(22), Map.of(), "forged");
        await().until(() -> application.engine().inFlight() == 0);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void jobsAreCountedByTheirEndAndChildrenAreJobs() {
        assertThat(count("hookline.jobs.accepted", "workflow", "shout")).isEqualTo(5);
        assertThat(count("hookline.jobs.accepted", "workflow", "many")).isEqualTo(1);
        assertThat(count("hookline.jobs", "workflow", "shout", "status", "succeeded"))
                .isEqualTo(4);
        assertThat(count("hookline.jobs", "workflow", "shout", "status", "failed"))
                .isEqualTo(1);
        assertThat(count("hookline.jobs", "workflow", "many", "status", "succeeded"))
                .isEqualTo(1);
    }

    @Test
    void theTimeInAStatusIsMeasuredWhenItIsLeft() {
        var processing = registry.get("hookline.job.status")
                .tags("workflow", "shout", "status", "processing")
                .timer();
        assertThat(processing.count()).isEqualTo(5);
        assertThat(processing.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(registry.find("hookline.job.status")
                        .tag("status", "succeeded")
                        .timer())
                .isNull();
        application.engine().retry(jobs.get(2));
        await().until(() ->
                registry.find("hookline.job.status").tag("status", "failed").timer() != null);
        await().until(() ->
                application.engine().find(jobs.get(2)).orElseThrow().status().isEnd());
    }

    @Test
    void stepsAreCountedByTheirEnd() {
        assertThat(count("hookline.steps", "workflow", "shout", "step", "once", "status", "succeeded"))
                .isEqualTo(4);
        assertThat(count("hookline.steps", "workflow", "shout", "step", "twice", "status", "succeeded"))
                .isEqualTo(4);
        assertThat(count("hookline.steps", "workflow", "shout", "step", "once", "status", "failed"))
                .isPositive();
        assertThat(count("hookline.steps", "workflow", "many", "step", "each", "status", "succeeded"))
                .isEqualTo(1);
    }

    @Test
    void attemptsAreCountedWhenTheyAreMadeAndTimedWhenTheyEnd() {
        assertThat(count("hookline.attempts.made", "workflow", "shout", "step", "twice"))
                .isEqualTo(4);
        assertThat(registry.get("hookline.attempts")
                        .tags("workflow", "shout", "step", "twice", "outcome", "ended")
                        .timer()
                        .count())
                .isEqualTo(4);
    }

    @Test
    void webhooksAreTimedByWhatTheyAreAnswered() {
        assertThat(registry.get("hookline.webhooks")
                        .tag("answer", "accepted")
                        .timer()
                        .count())
                .isGreaterThanOrEqualTo(9);
        assertThat(registry.get("hookline.webhooks")
                        .tag("answer", "unauthorized")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void workInFlightIsShown() {
        assertThat(registry.get("hookline.work.in.flight").gauge().value()).isNotNegative();
    }

    @Test
    void waitsForTheRateLimitAreTimedByWhoHoldsBackWhat() {
        SimpleMeterRegistry own = new SimpleMeterRegistry();
        HooklineMetrics metrics = new HooklineMetrics(() -> own, InstantSource.system());
        metrics.onHeldBack(new RateLimitEvent(Kind.WAITING, true, Duration.ofSeconds(1)));
        metrics.onHeldBack(new RateLimitEvent(Kind.REFUSED, false, Duration.ofSeconds(2)));
        assertThat(own.get("hookline.rate.limit.waits")
                        .tags("kind", "waiting", "calls", "create")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(1);
        assertThat(own.get("hookline.rate.limit.waits")
                        .tags("kind", "refused", "calls", "other")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(2);
    }

    @Test
    void whatTheClientIsRefusedIsHeardOf() {
        assertThat(registry.get("hookline.rate.limit.waits")
                        .tags("kind", "refused", "calls", "create")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void noTagIsAnId() {
        List<String> values = registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("hookline."))
                .flatMap(id -> id.getTags().stream())
                .map(Tag::getValue)
                .distinct()
                .toList();
        assertThat(values)
                .isSubsetOf(
                        "shout",
                        "many",
                        "once",
                        "twice",
                        "each",
                        "submit",
                        "await",
                        "collect",
                        "join",
                        "none",
                        "running",
                        "processing",
                        "succeeded",
                        "failed",
                        "ended",
                        "abandoned",
                        "accepted",
                        "unauthorized",
                        "waiting",
                        "refused",
                        "create",
                        "other");
    }

    private static double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Configuration(proxyBeanMethods = false)
    static class Measured {
        record Texts(List<String> texts) {}

        static final Workflow<Texts, List<String>> MANY = Workflow.define("many", Texts.class, flow -> {
            var texts = flow.input();
            return flow.forEach("each", texts, Texts::texts, SHOUT);
        });

        @Bean
        Workflow<Texts, List<String>> many() {
            return MANY;
        }

        @Bean
        EngineCustomizer quick() {
            return engine -> engine.pollInterval(Duration.ofMillis(50));
        }
    }
}
