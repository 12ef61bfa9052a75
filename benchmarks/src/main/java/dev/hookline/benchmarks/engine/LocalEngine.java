package dev.hookline.benchmarks.engine;

import dev.hookline.file.LocalFileStore;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStore;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.EngineBuilder;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Engines that have Replicate as a fake in the same process, and take signed webhooks from it without HTTP. */
public final class LocalEngine {
    private static final int STARTED_AT_ONCE = 1_000;

    private LocalEngine() {}

    /** What works for Replicate. */
    @FunctionalInterface
    public interface Model {
        /** Takes a prediction; its webhook comes on another thread or never. By any number of threads at once. */
        void run(FakeReplicate.Created prediction, Consumer<Signed> webhook);
    }

    /** What makes an output, in JSON, of a text. */
    @FunctionalInterface
    public interface Answers {
        /** Takes a text, and answers on another thread. By any number of threads at once. */
        void submit(String text, Consumer<String> output);
    }

    /** A model whose predictions all succeed. */
    public static Model answering(Answers answers) {
        return (prediction, webhook) ->
                answers.submit(prediction.text(), output -> webhook.accept(Signed.succeeded(prediction, output)));
    }

    /** One with the usual settings, but for those that are made; its workflows have to be among them. */
    public static Engine start(JobStore store, Model model, UnaryOperator<EngineBuilder> settings) throws IOException {
        AtomicReference<WebhookEndpoint> endpoint = new AtomicReference<>();
        FakeReplicate replicate = new FakeReplicate(created ->
                model.run(created, webhook -> tell(Objects.requireNonNull(endpoint.get()), webhook)));
        EngineBuilder builder = Engine.builder()
                .store(store)
                .files(LocalFileStore.create(Files.createTempDirectory("hookline-benchmark")))
                .gateway(replicate)
                .callbackUrl(URI.create("https://example.com/webhooks"));
        Engine engine = settings.apply(builder).build();
        endpoint.set(WebhookEndpoint.create(engine, WebhookVerifier.of(Signed.SECRET)));
        return engine;
    }

    /** Starts so many jobs, a thousand at a time. */
    public static void startMany(Engine engine, Workflow<Echo, ?> workflow, int count) {
        for (int from = 0; from < count; from += STARTED_AT_ONCE) {
            engine.startAll(
                    workflow,
                    IntStream.range(from, Math.min(count, from + STARTED_AT_ONCE))
                            .mapToObj(number -> new Echo("job " + number))
                            .toList(),
                    input -> JobLabels.NONE);
        }
    }

    private static void tell(WebhookEndpoint endpoint, Signed webhook) {
        int status = endpoint.receive(webhook.token(), WebhookHeaders.of(webhook.headers()), webhook.body())
                .status();
        if (status != 200) {
            throw new IllegalStateException("A webhook was answered " + status);
        }
    }
}
