package dev.hookline.spring.observation;

import static dev.hookline.spring.support.Shouting.SHOUT;
import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStore;
import dev.hookline.simulator.Fault;
import dev.hookline.spring.support.RunningApplication;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.event.StepFailedException;
import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is observed of a job of two predictions, and of one whose create is refused, in an application without a tracer. */
class HooklineObservationsTest {
    private static final List<Observation.Context> STOPPED = new CopyOnWriteArrayList<>();

    private static final String TRACER = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure"
            + ".OpenTelemetryTracingAutoConfiguration";

    private static RunningApplication application;
    private static TestObservationRegistry registry;
    private static JobId job;

    @BeforeAll
    static void run() {
        application = RunningApplication.start(
                WebApplicationType.SERVLET, Observed.class, RunningApplication.WITHOUT_SECURITY + "," + TRACER);
        registry = application.context().getBean(TestObservationRegistry.class);
        Engine engine = application.engine();
        job = engine.start(SHOUT, "one");
        await().until(() -> engine.find(job).orElseThrow().status() == JobStatus.SUCCEEDED);
        application.simulator().inject(Fault.paymentRequired().times(1));
        JobId refused = engine.start(SHOUT, "two");
        await().until(() -> engine.find(refused).orElseThrow().status() == JobStatus.FAILED);
        await().until(() -> engine.inFlight() == 0);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static List<Observation.Context> of(String name) {
        return STOPPED.stream()
                .filter(context -> name.equals(context.getName()))
                .toList();
    }

    private static Observation.Context of(String name, String key, String value) {
        return of(name).stream()
                .filter(context -> context.getLowCardinalityKeyValues().stream()
                        .anyMatch(pair -> pair.equals(KeyValue.of(key, value))))
                .filter(context -> context.getHighCardinalityKeyValues().stream()
                        .anyMatch(pair -> pair.equals(KeyValue.of("job", job.toString()))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void startsAreObserved() {
        assertThat(registry)
                .hasObservationWithNameEqualTo("hookline.job.start")
                .that()
                .hasContextualNameEqualTo("start shout")
                .hasLowCardinalityKeyValue("workflow", "shout")
                .hasHighCardinalityKeyValue("jobs", "1")
                .doesNotHaveError()
                .hasBeenStopped();
    }

    @Test
    void workIsObservedByItsStepAndPhase() {
        Observation.Context create = of("hookline.step", "phase", "submit");
        assertThat(create.getContextualName()).isEqualTo("shout.once submit");
        assertThat(low(create)).isEqualTo(Map.of("workflow", "shout", "step", "once", "phase", "submit"));
        assertThat(high(create)).isEqualTo(Map.of("root", job.toString(), "job", job.toString(), "attempt", "1"));
    }

    @Test
    void webhooksAreObservedByWhatTheySay() {
        Observation.Context webhook = of("hookline.webhook", "state", "succeeded");
        String prediction = application.context().getBean(JobStore.class).load(job).orElseThrow().attempts().stream()
                .filter(attempt -> attempt.step().step().equals("once"))
                .flatMap(attempt -> attempt.findPredictionId().stream())
                .findFirst()
                .orElseThrow();
        assertThat(webhook.getContextualName()).isEqualTo("shout.once webhook");
        assertThat(low(webhook)).isEqualTo(Map.of("workflow", "shout", "step", "once", "state", "succeeded"));
        assertThat(high(webhook)).containsEntry("prediction", prediction).containsEntry("job", job.toString());
    }

    @Test
    void aStepThatFailsIsAnError() {
        assertThat(of("hookline.step").stream()
                        .map(Observation.Context::getError)
                        .filter(error -> error != null)
                        .toList())
                .singleElement()
                .isInstanceOf(StepFailedException.class);
    }

    @Test
    void withoutATracerNoTagsAreAdded() {
        assertThat(application.engine().find(job).orElseThrow().labels()).isEqualTo(JobLabels.NONE);
    }

    @Test
    void everyKeyIsDocumentedAndNothingSecretOrUnboundedIsAmongThem() {
        List<Observation.Context> ours = STOPPED.stream()
                .filter(context -> String.valueOf(context.getName()).startsWith("hookline."))
                .toList();
        String token = application
                .context()
                .getBean(JobStore.class)
                .load(job)
                .orElseThrow()
                .attempts()
                .get(0)
                .token()
                .value();
        for (Observation.Context context : ours) {
            HooklineObservation documented = Arrays.stream(HooklineObservation.values())
                    .filter(each -> each.getName().equals(context.getName()))
                    .findFirst()
                    .orElseThrow();
            assertThat(low(context).keySet()).isEqualTo(names(documented.getLowCardinalityKeyNames()));
            assertThat(names(documented.getHighCardinalityKeyNames()))
                    .containsAll(high(context).keySet());
            assertThat(low(context).values()).allMatch(value -> value.matches("[a-z_]{1,9}"));
            assertThat(high(context).values()).noneMatch(value -> value.contains(token) || value.contains("://"));
        }
    }

    @Test
    void theDocumentationNamesEachWithItsKeys() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("../docs/spring-boot.md"));
        for (HooklineObservation each : HooklineObservation.values()) {
            String row = rows.stream()
                    .filter(line -> line.startsWith("| `" + each.getName() + "` |"))
                    .findFirst()
                    .orElseThrow();
            Stream.concat(
                            Arrays.stream(each.getLowCardinalityKeyNames()),
                            Arrays.stream(each.getHighCardinalityKeyNames()))
                    .forEach(key -> assertThat(row).contains("`" + key.asString() + "`"));
        }
    }

    private static Map<String, String> low(Observation.Context context) {
        return map(context.getLowCardinalityKeyValues().stream());
    }

    private static Map<String, String> high(Observation.Context context) {
        return map(context.getHighCardinalityKeyValues().stream());
    }

    private static Map<String, String> map(Stream<KeyValue> pairs) {
        return pairs.collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    private static Set<String> names(KeyName[] keys) {
        return Arrays.stream(keys).map(KeyName::asString).collect(Collectors.toSet());
    }

    @Configuration(proxyBeanMethods = false)
    static class Observed {
        @Bean
        TestObservationRegistry observationRegistry() {
            TestObservationRegistry created = TestObservationRegistry.create();
            created.observationConfig().observationHandler(new Stopped());
            return created;
        }
    }

    private static final class Stopped implements ObservationHandler<Observation.Context> {
        @Override
        public void onStop(Observation.Context context) {
            STOPPED.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
