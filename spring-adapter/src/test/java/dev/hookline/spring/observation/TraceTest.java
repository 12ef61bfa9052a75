package dev.hookline.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.spring.support.RunningApplication;
import dev.hookline.spring.support.Shouting;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;

/** One trace runs through all that is done for a job, by the node that has started it and by the one that takes webhooks. */
class TraceTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private RunningApplication taking;
    private RunningApplication starting;

    @BeforeEach
    void startNodes() {
        TracedApplication.shared = InMemoryJobStore.create();
        taking = node();
        starting = node(
                "hookline.public-url=" + taking.uri(""),
                "hookline.replicate.base-url=" + taking.simulator().url(),
                "hookline.replicate.token=" + taking.simulator().token());
    }

    @AfterEach
    void stopNodes() {
        starting.close();
        taking.close();
    }

    private static RunningApplication node(String... settings) {
        String[] common = {RunningApplication.WITHOUT_SECURITY, "management.tracing.sampling.probability=1"};
        return RunningApplication.start(
                WebApplicationType.SERVLET,
                TracedApplication.class,
                Stream.of(common, settings).flatMap(Stream::of).toArray(String[]::new));
    }

    private static List<SpanData> spans(RunningApplication node) {
        return node.context().getBean(TracedApplication.class).ofTheEngine();
    }

    private static Set<String> names(RunningApplication node) {
        return spans(node).stream().map(SpanData::getName).collect(Collectors.toSet());
    }

    private void succeeded(JobId id) {
        await().until(() -> starting.engine().find(id).orElseThrow().status() == JobStatus.SUCCEEDED);
        await().until(() -> starting.engine().inFlight() + taking.engine().inFlight() == 0);
    }

    @Test
    void oneTraceRunsFromTheRequestThroughCreateWebhookAndNextStepOverTwoNodes() throws Exception {
        String id = starting.send(starting.request("/start").header("traceparent", TRACEPARENT))
                .body();
        succeeded(new JobId(id));

        assertThat(names(starting)).contains("start shout", "shout.once submit").doesNotContain("shout.once webhook");
        assertThat(names(taking)).contains("shout.once webhook", "shout.twice submit", "shout.twice webhook");
        SpanData start = spans(starting).stream()
                .filter(span -> span.getName().equals("start shout"))
                .findFirst()
                .orElseThrow();
        assertThat(start.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(start.getTraceId()).isEqualTo(TRACE);
        assertThat(Stream.of(starting, taking).flatMap(node -> spans(node).stream()))
                .filteredOn(span -> !span.equals(start))
                .isNotEmpty()
                .allSatisfy(span -> {
                    assertThat(span.getTraceId()).isEqualTo(TRACE);
                    assertThat(span.getParentSpanId()).isEqualTo(start.getSpanId());
                    assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
                });
    }

    @Test
    void jobsBelowAndLocalCodeArePartOfIt() {
        JobId id = starting.engine().start(TracedApplication.MANY, new TracedApplication.Texts(List.of("one", "two")));
        succeeded(id);

        assertThat(names(taking)).contains("shout.once webhook", "many.logged run");
        String trace = spans(starting).stream()
                .filter(span -> span.getName().equals("start many"))
                .findFirst()
                .orElseThrow()
                .getTraceId();
        assertThat(Stream.of(starting, taking).flatMap(node -> spans(node).stream()))
                .extracting(SpanData::getTraceId)
                .containsOnly(trace);
        assertThat(starting.engine()
                        .output(
                                TracedApplication.MANY,
                                starting.engine().find(id).orElseThrow()))
                .contains(trace);
    }

    @Test
    void aCallerMaySayWhichTraceAJobIsPartOf() {
        JobId id = starting.engine()
                .start(Shouting.SHOUT, "hello", JobLabels.NONE.withTags(Map.of("traceparent", TRACEPARENT)));
        succeeded(id);

        assertThat(spans(taking)).isNotEmpty().extracting(SpanData::getTraceId).containsOnly(TRACE);
    }
}
