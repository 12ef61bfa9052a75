package dev.hookline.e2e;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStore;
import dev.hookline.replicate.RateLimits;
import dev.hookline.replicate.Replicate;
import dev.hookline.replicate.RetryPolicy;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.webhook.RotatingSecrets;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.EngineBuilder;
import dev.hookline.workflow.gateway.ReplicateGateway;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One process of a user's application: a client, an engine and a webhook endpoint. */
final class Node implements AutoCloseable {
    private final Replicate replicate;
    private final Engine engine;
    private final WebhookEndpoint endpoint;
    private final Door door;

    private Node(Replicate replicate, Engine engine, Door door) {
        this.replicate = replicate;
        this.engine = engine;
        this.door = door;
        this.endpoint = WebhookEndpoint.create(engine, WebhookVerifier.of(RotatingSecrets.of(replicate)));
    }

    static Node start(ReplicateSimulator simulator, Door door, JobStore store, UnaryOperator<EngineBuilder> settings) {
        Replicate replicate = Replicate.builder()
                .baseUrl(URI.create(simulator.url()))
                .token(simulator.token())
                .retries(RetryPolicy.none())
                .rateLimits(RateLimits.none())
                .build();
        EngineBuilder builder = Engine.builder()
                .store(store)
                .gateway(ReplicateGateway.create(replicate))
                .callbackUrl(door.url())
                .pollInterval(Duration.ofMillis(50))
                .shutdownPatience(Duration.ofSeconds(2));
        Node node = new Node(replicate, settings.apply(builder).build(), door);
        door.add(node.endpoint);
        return node;
    }

    Engine engine() {
        return engine;
    }

    WebhookEndpoint endpoint() {
        return endpoint;
    }

    Job find(JobId id) {
        return engine.find(id).orElseThrow();
    }

    /** Is gone from one moment to the next: takes no webhook any more, hears no answer, brings nothing to an end. */
    void vanish() {
        door.remove(endpoint);
        replicate.close();
        engine.close();
    }

    @Override
    public void close() {
        door.remove(endpoint);
        engine.close();
        replicate.close();
    }
}
