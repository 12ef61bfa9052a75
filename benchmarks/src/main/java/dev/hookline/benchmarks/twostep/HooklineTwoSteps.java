package dev.hookline.benchmarks.twostep;

import dev.hookline.benchmarks.engine.Echo;
import dev.hookline.benchmarks.engine.Ends;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Signed;
import dev.hookline.benchmarks.engine.WebhookServer;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.benchmarks.simulator.SimulatorProcess;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.JobStore;
import dev.hookline.replicate.RateLimits;
import dev.hookline.replicate.Replicate;
import dev.hookline.replicate.RetryPolicy;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.WebhookEndpoint;
import dev.hookline.workflow.gateway.ReplicateGateway;
import java.io.IOException;
import java.nio.file.Files;

/** Jobs of two predictions in Hookline. */
final class HooklineTwoSteps implements TwoSteps {
    private static final int SERVER_THREADS = 64;

    private final Engine engine;
    private final Runnable stop;

    private HooklineTwoSteps(Engine engine, Runnable stop) {
        this.engine = engine;
        this.stop = stop;
    }

    /** Hears of each create, and of each webhook before it is received. By any number of threads at once. */
    interface Watch {
        /** For who does not listen. */
        Watch NONE = new Watch() {};

        /** A prediction of this input was created. */
        default void created(String input) {}

        /** Its output, in JSON, comes now. */
        default void answering(String input, String output) {}
    }

    /** With Replicate as a fake in the same process. */
    static HooklineTwoSteps inProcess(JobStore store, Outside outside, Runnable ended, Watch watch) throws IOException {
        Engine engine = LocalEngine.start(
                store,
                (created, webhooks) -> {
                    watch.created(created.text());
                    outside.submit(created.text(), output -> {
                        Signed webhook = Signed.succeeded(created, output);
                        watch.answering(created.text(), output);
                        webhooks.accept(webhook);
                    });
                },
                settings -> settings.listener(Ends.of(ended)).workflows(Workflows.TWO_STEPS));
        return new HooklineTwoSteps(engine, () -> {});
    }

    /** With a simulator of Replicate in another process, HTTP both ways. */
    static HooklineTwoSteps overHttp(JobStore store, SimulatorProcess simulator, Runnable ended) throws IOException {
        Replicate replicate = Replicate.builder()
                .baseUrl(simulator.url())
                .token(simulator.token())
                .retries(RetryPolicy.none())
                .rateLimits(RateLimits.none()) // the simulator has none unless asked
                .build();
        WebhookServer server = WebhookServer.create(SERVER_THREADS);
        Engine engine = Engine.builder()
                .store(store)
                .files(LocalFileStore.create(Files.createTempDirectory("hookline-benchmark")))
                .gateway(ReplicateGateway.create(replicate))
                .callbackUrl(server.url())
                .workflows(Workflows.TWO_STEPS)
                .listener(Ends.of(ended))
                .build();
        server.serve(
                WebhookEndpoint.create(engine, WebhookVerifier.of(SigningSecret.parse(simulator.secret())))::receive);
        return new HooklineTwoSteps(engine, () -> {
            server.close();
            replicate.close();
        });
    }

    @Override
    public void start(int job) {
        engine.start(Workflows.TWO_STEPS, new Echo("job " + job));
    }

    @Override
    public void close() {
        engine.close();
        stop.run();
    }
}
