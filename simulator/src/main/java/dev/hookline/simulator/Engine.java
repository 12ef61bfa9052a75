package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.HttpPoster;
import dev.hookline.simulator.internal.http.LoopbackServer;
import dev.hookline.simulator.internal.http.Router;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/** Puts the parts of a simulator together and routes requests to them. */
final class Engine implements AutoCloseable {

    /** An upload of the largest size, with room for the form around it. */
    private static final int MAX_BODY_BYTES = FileRoutes.MAX_BYTES + 64 * 1024;

    private static final Duration DOWNLOADABLE = Duration.ofHours(1);

    private final Threads threads = new Threads();
    private final Shelf shelf = new Shelf(64L << 20);
    private final String token;
    private volatile String secret;
    private volatile Signer signer;
    private final LoopbackServer server;
    private final Machinery machinery;
    private final Links links;
    private final DownloadSignature signature;
    private final Lifecycle.Stage stage;
    private final Courier courier;
    private final HttpPoster poster;

    Engine(SimulatorBuilder builder) {
        this.token = builder.token();
        this.secret = builder.secret();
        this.signer = new Signer(secret);
        this.server = LoopbackServer.open(
                builder.port(),
                new LoopbackServer.Limit(MAX_BODY_BYTES, Problem.tooLarge()),
                threads.requests(),
                threads.streams());
        ExecutorService followUps = threads.followUps();
        Faults faults = new Faults(builder.clock());
        faults.use(builder.faults());
        Timers timers = new Timers(builder.schedule().orElseGet(() -> Schedule.of(threads.timer())), followUps);
        Ids ids = new Ids(builder.seed());
        this.machinery = new Machinery(builder.clock(), timers, ids, faults, new Received(builder.clock()));
        HttpClient client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(followUps)
                .build();
        this.signature = new DownloadSignature(ids.next());
        this.links = new Links("http://localhost:" + server.port());
        Uploads uploads = new Uploads(builder.clock(), ids, shelf);
        OutputFiles files = new OutputFiles(ids, shelf);
        this.stage = stage(builder, new FetchedFiles(client, links, uploads, files), files);
        this.poster = HttpPoster.open(builder.webhookPatience(), threads.webhooks());
        WebhookPost post = new WebhookPost(poster, client, builder.webhookPatience(), () -> signer);
        this.courier = new Courier(machinery, post, builder.webhookRetries());
        server.start(routes(builder, uploads));
    }

    private Router routes(SimulatorBuilder builder, Uploads uploads) {
        InstantSource clock = machinery.clock();
        Lifecycles predictions = new Lifecycles(stage, machinery, courier);
        Lifecycles trainings = new Lifecycles(trainingStage(builder), machinery, courier);
        Catalog catalog = new Catalog(builder.models(), clock.instant());
        Deployments deployments = new Deployments(catalog, links, clock);
        Gate gate = new Gate(builder, machinery, () -> {
            stage.predictions().removeOldData();
            trainings.stage().predictions().removeOldData();
        });
        Examples examples = new Examples(stage, machinery.ids());
        Routes routes = new Routes(gate, links, machinery.faults());
        routes.predictions(new CreateRoutes(catalog, deployments, predictions, machinery), predictions);
        routes.trainings(new TrainingRoutes(catalog, trainings, machinery), trainings);
        routes.models(new ModelRoutes(catalog, links, clock, examples));
        routes.deployments(deployments);
        routes.files(new FileRoutes(uploads, links, signature, clock));
        routes.deliveries(new DeliveryRoutes(stage, machinery));
        routes.account(new AccountRoutes(catalog, links, examples));
        routes.pages(new PageRoutes(stage, machinery.received(), courier));
        routes.control(new ControlRoutes(machinery, stage.predictions(), this::rotateSecret));
        gate.guarded(
                "GET /v1/webhooks/default/secret",
                request -> Json.answer(200, Json.object().put("key", secret)));
        return gate.router();
    }

    private Lifecycle.Stage stage(SimulatorBuilder builder, InputFiles inputs, OutputFiles files) {
        return new Lifecycle.Stage(
                new Predictions(machinery.clock(), machinery.ids(), files, builder.remembered()),
                files,
                links,
                new PredictionJson(links),
                inputs,
                builder.modelExecutor().orElseGet(threads::models),
                builder.startup(),
                builder.latency());
    }

    /** Trainings live as predictions do, in a list of their own. */
    private Lifecycle.Stage trainingStage(SimulatorBuilder builder) {
        return new Lifecycle.Stage(
                new Predictions(machinery.clock(), machinery.ids(), stage.files(), builder.remembered()),
                stage.files(),
                links,
                new TrainingJson(links),
                stage.inputs(),
                stage.models(),
                stage.startup(),
                stage.latency());
    }

    Links links() {
        return links;
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

    String downloadUrl(String fileId) {
        long expiry = machinery.clock().instant().plus(DOWNLOADABLE).getEpochSecond();
        String owner = AccountRoutes.USERNAME;
        String signed = URLEncoder.encode(signature.sign(owner, fileId, expiry), StandardCharsets.UTF_8);
        return links.upload(fileId) + "/download?owner=" + owner + "&expiry=" + expiry + "&signature=" + signed;
    }

    synchronized String rotateSecret() {
        String fresh = SimulatorBuilder.newSecret();
        signer = new Signer(fresh);
        secret = fresh;
        return fresh;
    }

    Courier courier() {
        return courier;
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
        poster.close();
        threads.close();
        shelf.close();
    }
}
