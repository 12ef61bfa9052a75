package dev.hookline.e2e;

import static org.awaitility.Awaitility.await;

import dev.hookline.file.LocalFileStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStore;
import dev.hookline.simulator.ModelAnswer;
import dev.hookline.simulator.ModelInput;
import dev.hookline.simulator.OutputFile;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.simulator.SimulatorBuilder;
import dev.hookline.testkit.FaultyJobStore;
import dev.hookline.workflow.engine.EngineBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A Replicate, a database, and the nodes that a test starts between them. */
final class World implements AutoCloseable {
    /** Long enough for a machine that is busy with other things. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ReplicateSimulator replicate;
    private final Backend.Database database;
    private final LocalFileStore files;
    private final Door door;
    private final List<Node> nodes = new ArrayList<>();

    private World(ReplicateSimulator replicate, Backend.Database database, LocalFileStore files, Door door) {
        this.replicate = replicate;
        this.database = database;
        this.files = files;
        this.door = door;
    }

    static World open(Backend backend, Path folder) throws IOException {
        return open(backend, folder, Duration.ofMillis(5));
    }

    static World open(Backend backend, Path folder, Duration latency) throws IOException {
        SimulatorBuilder simulator = ReplicateSimulator.builder()
                .seed(1)
                .latency(latency)
                .startup(Duration.ZERO)
                .webhookRetries(List.of(
                        Duration.ofMillis(300),
                        Duration.ofMillis(600),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4)));
        return new World(
                withModels(simulator).start(),
                backend.fresh(folder),
                LocalFileStore.create(folder.resolve("files")),
                Door.open());
    }

    private static SimulatorBuilder withModels(SimulatorBuilder builder) {
        return builder.model("acme/upper", in -> ModelAnswer.of(text(in).toUpperCase(Locale.ROOT)))
                .model("acme/repeat", in -> ModelAnswer.of(text(in) + text(in)))
                .model("acme/slow", in -> ModelAnswer.of(text(in)).taking(Duration.ofMinutes(5)))
                .model("acme/join", in -> ModelAnswer.of(String.join(" ", in.texts("texts"))))
                .model("acme/shout", in -> ModelAnswer.of(text(in) + "!"))
                .model("acme/whisper", in -> ModelAnswer.of(text(in) + "..."))
                .model("acme/frame", in -> ModelAnswer.of("[" + text(in) + "]"))
                .model("acme/draw", in -> picture("drawn " + text(in)))
                .model(
                        "acme/copy",
                        in -> picture("copy of "
                                + new String(in.file(in.text("image").orElseThrow()), StandardCharsets.UTF_8)));
    }

    private static String text(ModelInput input) {
        return input.text("text").orElseThrow();
    }

    private static ModelAnswer picture(String content) {
        return ModelAnswer.of(
                List.of(OutputFile.of("picture.txt", "text/plain", content.getBytes(StandardCharsets.UTF_8))));
    }

    ReplicateSimulator replicate() {
        return replicate;
    }

    LocalFileStore files() {
        return files;
    }

    Door door() {
        return door;
    }

    /** A way of the test's own to what is stored. */
    JobStore look() {
        return database.connect();
    }

    /** A connection of the test's own to the database. */
    Connection connection() throws SQLException {
        return database.connection();
    }

    Node startNode() {
        return startNode(builder -> builder);
    }

    Node startNode(UnaryOperator<EngineBuilder> settings) {
        return startNode(database.connect(), settings);
    }

    /** A node whose store fails on command. */
    Node startNode(FaultyJobStore store) {
        return startNode(store, builder -> builder);
    }

    /** A store for a node, which lets things happen while the node reads. */
    HookedJobStore hookedStore() {
        return new HookedJobStore(database.connect());
    }

    FaultyJobStore faultyStore() {
        return FaultyJobStore.of(database.connect());
    }

    Node startNode(JobStore store, UnaryOperator<EngineBuilder> settings) {
        return startNodeWithout(store, builder -> settings.apply(builder.workflows(Flows.ALL)));
    }

    /** A node that knows no workflow but what the settings give it. */
    Node startNodeWithout(JobStore store, UnaryOperator<EngineBuilder> settings) {
        Node node = Node.start(replicate, door, store, builder -> settings.apply(builder.files(files)));
        nodes.add(node);
        return node;
    }

    static Job ended(Node node, JobId id) {
        await().atMost(PATIENCE).until(() -> node.find(id).status().isEnd());
        return node.find(id);
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        door.close();
        replicate.close();
        database.close();
    }
}
