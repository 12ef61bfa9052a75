package dev.hookline.spring.observation;

import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import dev.hookline.spring.support.Shouting;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.slf4j.MDC;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** A node with a tracer, on a store that it shares with the others of a test. */
@Configuration(proxyBeanMethods = false)
class TracedApplication {
    record Texts(List<String> texts) {}

    /** A fan-out, and local code that tells the trace id with which its thread logs. */
    static final Workflow<Texts, String> MANY = Workflow.define("many", Texts.class, flow -> {
        var shouted = flow.forEach("each", flow.input(), Texts::texts, Shouting.SHOUT);
        return flow.local("logged", String.class, shouted, texts -> String.valueOf(MDC.get("traceId")));
    });

    static JobStore shared = InMemoryJobStore.create();

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    List<SpanData> ofTheEngine() {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> !span.getName().startsWith("http"))
                .toList();
    }

    @Bean
    SpanProcessor keepingSpanProcessor() {
        return SimpleSpanProcessor.create(spans);
    }

    @Bean(destroyMethod = "")
    JobStore jobStore() {
        return shared;
    }

    @Bean
    Workflow<Texts, String> many() {
        return MANY;
    }

    @Bean
    RouterFunction<ServerResponse> start(Engine engine) {
        return RouterFunctions.route()
                .GET(
                        "/start",
                        request -> ServerResponse.ok()
                                .body(engine.start(Shouting.SHOUT, "hello").toString()))
                .build();
    }
}
