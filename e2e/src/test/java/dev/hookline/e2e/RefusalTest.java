package dev.hookline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStore;
import dev.hookline.job.LogEntry;
import dev.hookline.job.StepStatus;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.Received;
import dev.hookline.simulator.WebhookEvent;
import dev.hookline.testkit.FaultyJobStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no webhook of ours changes nothing, and nothing that is secret is written anywhere. */
@SuppressWarnings("NullAway.Init")
class RefusalTest {
    private static final String OTHER_SECRET = "whsec_YW5vdGhlci1hY2NvdW50cy1zZWNyZXQ=";

    @TempDir
    private Path folder;

    private World world;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Nested
    @ParameterizedClass
    @EnumSource(Backend.class)
    class AWebhook {
        @Parameter
        private Backend backend;

        private JobStore store;
        private Node node;
        private JobId job;
        private Received.Creation creation;
        private Messages messages;

        private void open() throws IOException {
            world = World.open(backend, folder);
            store = world.look();
            node = world.startNode();
            messages = new Messages(world.replicate(), world.door());
            job = node.engine().start(Flows.SLOWLY_JOINED, new Flows.Line(List.of("a"), true));
            await().atMost(World.PATIENCE)
                    .until(() -> world.replicate().received().deliveries().stream()
                            .anyMatch(delivery -> delivery.event() == WebhookEvent.START && delivery.taken()));
            await().atMost(World.PATIENCE)
                    .until(() -> world.replicate().received().createsInFlight() == 0);
            creation = world.replicate().received().creations().get(0);
            await().atMost(World.PATIENCE).until(() -> tree().equals(tree()));
        }

        private record Tree(JobSnapshot root, List<JobSnapshot> children, List<LogEntry> log) {}

        private Tree tree() {
            JobSnapshot root = store.load(job).orElseThrow();
            List<JobSnapshot> children = new ArrayList<>();
            for (JobStep step : root.steps()) {
                for (Job child : store.children(step.key())) {
                    children.add(store.load(child.id()).orElseThrow());
                }
            }
            return new Tree(root, children, store.log(job));
        }

        private void isRefused(int status, String path, Map<String, List<String>> headers, byte[] body) {
            Tree before = tree();
            try (LogLines log = LogLines.listen()) {
                assertThat(messages.send(path, headers, body)).isEqualTo(status);
                assertThat(log.warnings()).hasSize(1).allMatch(line -> line.contains("A webhook was refused"));
                assertThat(log.lines()).noneMatch(line -> line.contains(tokenOf(creation)));
            }
            assertThat(tree()).isEqualTo(before);
        }

        @Test
        void thatSomebodyElseSignedIsRefused() throws IOException { // promise 12
            open();
            byte[] body = Messages.succeeded(creation.predictionId(), "forged");
            isRefused(401, creation.webhookPath(), messages.signed(OTHER_SECRET, Instant.now(), body), body);
            isRefused(401, creation.webhookPath(), Map.of(), body);
        }

        @Test
        void whoseBodyWasChangedIsRefused() throws IOException { // promise 12
            open();
            byte[] body = Messages.succeeded(creation.predictionId(), "as signed");
            byte[] changed = Messages.succeeded(creation.predictionId(), "as forged");
            isRefused(401, creation.webhookPath(), signedNow(body), changed);
        }

        @Test
        void thatIsOldOrFromTheFutureIsRefused() throws IOException { // promise 12
            open();
            byte[] body = Messages.succeeded(creation.predictionId(), "stale");
            String secret = world.replicate().secret();
            for (Duration off : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
                Instant at = Instant.now().minus(off);
                isRefused(401, creation.webhookPath(), messages.signed(secret, at, body), body);
            }
        }

        @Test
        void thatIsSignedAndNoPredictionIsRefused() throws IOException {
            open();
            byte[] body = "{\"hello\": \"world\"}".getBytes(StandardCharsets.UTF_8);
            isRefused(400, creation.webhookPath(), signedNow(body), body);
        }

        @Test
        void underATokenThatWasNeverIssuedIsRefused() throws IOException { // promise 4
            open();
            byte[] body = Messages.succeeded(creation.predictionId(), "elsewhere");
            String token = tokenOf(creation);
            String other = creation.webhookPath().replace(token, new StringBuilder(token).reverse());
            isRefused(404, other, signedNow(body), body);
        }

        @Test
        void ofAnotherPredictionThanItsTokensIsRefused() throws IOException { // promise 4
            open();
            byte[] body = Messages.succeeded("anotherprediction", "swapped");
            isRefused(409, creation.webhookPath(), signedNow(body), body);
        }

        private Map<String, List<String>> signedNow(byte[] body) {
            return messages.signed(world.replicate().secret(), Instant.now(), body);
        }

        @Test
        void thatIsRightStillCountsAfterAllThat() throws IOException {
            open();
            byte[] forged = Messages.succeeded(creation.predictionId(), "forged");
            isRefused(401, creation.webhookPath(), messages.signed(OTHER_SECRET, Instant.now(), forged), forged);

            assertThat(messages.succeed(creation, "genuine")).isEqualTo(200);

            assertThat(node.engine().output(Flows.SLOWLY_JOINED, World.ended(node, job)))
                    .contains("genuine");
        }

        @Test
        void ofACanceledJobIsTakenAndIgnored() throws IOException { // promise 11
            open();
            node.engine().cancel(job);
            await().atMost(World.PATIENCE)
                    .until(() -> world.replicate().received().calls("POST /v1/predictions/{id}/cancel") == 1);
            Tree before = tree();

            assertThat(messages.succeed(creation, "too late")).isEqualTo(200);

            assertThat(tree()).isEqualTo(before);
            assertThat(before.root().steps()).extracting(JobStep::status).containsOnly(StepStatus.CANCELED);
        }

        @Test
        void ofADeletedJobIsTakenAndIgnored() throws IOException { // promise 11
            open();
            node.engine().delete(job);

            assertThat(messages.succeed(creation, "too late")).isEqualTo(200);

            assertThat(node.engine().find(job)).isEmpty();
        }
    }

    @Test
    void aSecretThatWasRotatedIsFetchedAnew() throws IOException { // promise 12
        world = World.open(Backend.MEMORY, folder);
        Node node = world.startNode();
        Flows.Line line = new Flows.Line(List.of("a", "b"), false);
        World.ended(node, node.engine().start(Flows.POEM, line));

        world.replicate().rotateSecret();

        JobId second = node.engine().start(Flows.POEM, line);
        assertThat(World.ended(node, second).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void nothingSecretIsLoggedWhateverGoesWrong() throws IOException { // promise 12
        try (LogLines log = LogLines.listen()) {
            world = World.open(Backend.H2, folder, Duration.ofMillis(200));
            FaultyJobStore store = world.faultyStore();
            Node node = world.startNode(store);
            world.replicate()
                    .inject(
                            Fault.loseAnswer().onInput("\"a\""),
                            Fault.failModel("The input was flagged (E005)").onInput("\"b\""),
                            Fault.serverError().onInput("\"c\""),
                            Fault.tooManyRequests(Duration.ofSeconds(1))
                                    .onInput("\"d\"")
                                    .times(1),
                            Fault.paymentRequired().onInput("\"e\""),
                            Fault.removeOutput().onModel("acme/draw"));
            JobId picture = node.engine().start(Flows.PICTURE, new Flows.Word("gone"));
            JobId joined = node.engine().start(Flows.JOINED, new Flows.Line(List.of("a", "b", "c", "d", "e"), true));
            await().atMost(World.PATIENCE)
                    .until(() -> world.replicate().received().predictionsMade() >= 2);
            store.setReachable(false);
            await().atMost(World.PATIENCE)
                    .until(() -> world.replicate().received().deliveries().stream()
                            .anyMatch(delivery -> delivery.status() == 503));
            store.setReachable(true);
            World.ended(node, picture);
            node.engine().cancel(joined);

            assertThat(log.warnings()).hasSizeGreaterThan(5);
            assertThat(secrets())
                    .hasSizeGreaterThan(4)
                    .allSatisfy(secret -> assertThat(log.lines()).noneMatch(line -> line.contains(secret)));
        }
    }

    /** The account's token, its signing secret, and the token in each callback URL that Replicate was given. */
    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        secrets.add(world.replicate().token());
        secrets.add(world.replicate().secret().substring("whsec_".length()));
        world.replicate().received().creations().forEach(creation -> secrets.add(tokenOf(creation)));
        return secrets;
    }

    private static String tokenOf(Received.Creation creation) {
        String path = creation.webhookPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
