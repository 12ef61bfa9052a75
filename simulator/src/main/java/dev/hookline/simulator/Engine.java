package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Handler;
import dev.hookline.simulator.internal.http.LoopbackServer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import dev.hookline.simulator.internal.http.Router;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** Puts the parts of a simulator together and routes requests to them. */
final class Engine implements AutoCloseable {

    /** An upload of the largest size, with room for the form around it. */
    private static final int MAX_BODY_BYTES = FileRoutes.MAX_BYTES + 64 * 1024;

    private final Threads threads = new Threads();
    private final String token;
    private volatile String secret;
    private volatile Signer signer;
    private final LoopbackServer server;
    private final Machinery machinery;
    private final Lifecycle.Stage stage;

    Engine(SimulatorBuilder builder) {
        this.token = builder.token();
        this.secret = builder.secret();
        this.signer = new Signer(secret);
        ExecutorService network = threads.network();
        this.server = LoopbackServer.open(builder.port(), MAX_BODY_BYTES, network);
        Faults faults = new Faults(builder.clock());
        faults.use(builder.faults());
        Timers timers = new Timers(builder.scheduler().orElseGet(threads::timer), network);
        Ids ids = new Ids(builder.seed());
        this.machinery = new Machinery(builder.clock(), timers, ids, faults, new Received(builder.clock()));
        HttpClient client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(network)
                .build();
        Uploads uploads = new Uploads(builder.clock(), ids);
        this.stage = stage(builder, client, uploads);
        Courier courier = new Courier(
                machinery, new WebhookPost(client, builder.webhookPatience(), () -> signer), builder.webhookRetries());
        server.start(routes(builder.models(), new Lifecycles(stage, machinery, courier), uploads));
    }

    private Lifecycle.Stage stage(SimulatorBuilder builder, HttpClient client, Uploads uploads) {
        Links links = new Links("http://localhost:" + server.port());
        OutputFiles files = new OutputFiles(machinery.ids());
        return new Lifecycle.Stage(
                new Predictions(machinery.clock(), machinery.ids(), files),
                files,
                links,
                new FetchedFiles(client, links, uploads, files),
                builder.modelExecutor().orElseGet(threads::models),
                builder.startup(),
                builder.latency());
    }

    private Router routes(Models models, Lifecycles lifecycles, Uploads uploads) {
        Router router = new Router(
                request -> Problem.notFound(),
                request -> Problem.of(405, "Method not allowed", "Method \"" + request.method() + "\" not allowed."));
        CreateRoutes creates = new CreateRoutes(models, stage, lifecycles, machinery);
        later(router, "POST /v1/predictions", creates::byVersion);
        later(router, "POST /v1/models/{owner}/{name}/predictions", creates::byModel);
        PredictionRoutes predictions = new PredictionRoutes(stage, lifecycles);
        now(router, "GET /v1/predictions", predictions::list);
        now(router, "GET /v1/predictions/{id}", predictions::get);
        now(router, "POST /v1/predictions/{id}/cancel", predictions::cancel);
        now(
                router,
                "GET /v1/webhooks/default/secret",
                request -> Json.answer(200, Json.object().put("key", secret)));
        FileRoutes files = new FileRoutes(
                uploads, stage, new DownloadSignature(machinery.ids().next()), machinery.clock());
        now(router, "POST /v1/files", files::create);
        now(router, "GET /v1/files", files::list);
        now(router, "GET /v1/files/{id}", files::get);
        now(router, "DELETE /v1/files/{id}", files::delete);
        open(router, "GET /v1/files/{id}/download", files::download);
        open(router, "GET /files-delivery/{key}/{name}", files::deliver);
        return router;
    }

    private void now(Router router, String operation, Function<Request, Answer> handler) {
        later(router, operation, request -> CompletableFuture.completedFuture(handler.apply(request)));
    }

    /** Adds an operation that needs the token. */
    private void later(Router router, String operation, Handler handler) {
        add(router, operation, request -> {
            authenticate(request);
            return handler.handle(request);
        });
    }

    /** Adds an operation that needs no token. */
    private void open(Router router, String operation, Function<Request, Answer> handler) {
        add(router, operation, request -> CompletableFuture.completedFuture(handler.apply(request)));
    }

    private void add(Router router, String operation, Handler handler) {
        int space = operation.indexOf(' ');
        router.onLater(operation.substring(0, space), operation.substring(space + 1), request -> {
            machinery.received().called(operation);
            stage.predictions().removeOldData();
            return handler.handle(request);
        });
    }

    private void authenticate(Request request) {
        Optional<String> header = request.header("Authorization");
        boolean allowed = header.map(value -> value.replaceFirst("(?i)^(Bearer|Token) ", ""))
                .map(given -> MessageDigest.isEqual(bytes(given), bytes(token)))
                .orElse(false);
        if (!allowed) {
            throw new Refusal(Problem.unauthenticated(header.isPresent()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Links links() {
        return stage.links();
    }

    int port() {
        return server.port();
    }

    String token() {
        return token;
    }

    String secret() {
        return secret;
    }

    synchronized String rotateSecret() {
        String fresh = SimulatorBuilder.newSecret();
        signer = new Signer(fresh);
        secret = fresh;
        return fresh;
    }

    Faults faults() {
        return machinery.faults();
    }

    Received received() {
        return machinery.received();
    }

    Predictions predictions() {
        return stage.predictions();
    }

    @Override
    public void close() {
        server.close();
        threads.close();
    }
}
