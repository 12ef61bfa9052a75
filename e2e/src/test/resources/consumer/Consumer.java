package consumer;

import static dev.hookline.workflow.PredictionRequest.model;

import com.sun.net.httpserver.HttpServer;
import dev.hookline.file.LocalFileStore;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobId;
import dev.hookline.replicate.Replicate;
import dev.hookline.replicate.RetryPolicy;
import dev.hookline.simulator.ModelAnswer;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.webhook.RotatingSecrets;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.gateway.ReplicateGateway;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** What a first program of a user does, with every published module of the library. */
public final class Consumer {
    public record Word(String text) {}

    private static final Workflow<Word, String> SHOUT = Workflow.define("shout", Word.class, flow -> {
        var said = flow.predict("ask", String.class, flow.input(), word -> model("acme/echo").input("text", word.text()));
        return flow.local("shout", String.class, said, text -> text + "!");
    });

    private Consumer() {}

    public static void main(String[] args) throws Exception {
        SynchronousQueue<String> result = new SynchronousQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (ReplicateSimulator simulator = ReplicateSimulator.builder()
                        .model("acme/echo", input -> ModelAnswer.of(input.text("text").orElseThrow()))
                        .start();
                Replicate replicate = Replicate.builder()
                        .baseUrl(URI.create(simulator.url()))
                        .token(simulator.token())
                        .retries(RetryPolicy.none())
                        .build();
                Engine engine = Engine.builder()
                        .store(InMemoryJobStore.create())
                        .files(LocalFileStore.create(Path.of(args[0])))
                        .gateway(ReplicateGateway.create(replicate))
                        .callbackUrl(URI.create("http://localhost:" + server.getAddress().getPort() + "/hooks"))
                        .workflows(SHOUT)
                        .build()) {
            WebhookEndpoint endpoint = WebhookEndpoint.create(engine, WebhookVerifier.of(RotatingSecrets.of(replicate)));
            server.createContext("/hooks/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(
                        endpoint.receive(
                                        path.substring(path.lastIndexOf('/') + 1),
                                        WebhookHeaders.of(exchange.getRequestHeaders()),
                                        body)
                                .status(),
                        -1);
                exchange.close();
            });
            server.start();
            JobId id = engine.start(SHOUT, new Word(args[1]));
            for (int i = 0; i < 600 && !engine.find(id).orElseThrow().status().isEnd(); i++) {
                result.poll(50, TimeUnit.MILLISECONDS);
            }
            System.out.println(engine.output(SHOUT, engine.find(id).orElseThrow()).orElseThrow());
            System.out.println("modules: " + Consumer.class.getModule().isNamed() + " "
                    + JdbcJobStore.class.getModule().isNamed());
        } finally {
            server.stop(0);
        }
    }
}
