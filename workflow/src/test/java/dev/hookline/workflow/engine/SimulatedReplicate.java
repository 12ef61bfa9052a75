package dev.hookline.workflow.engine;

import dev.hookline.file.StoredFile;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobError;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.CreateCall;
import dev.hookline.workflow.gateway.Download;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Replicate and the network of a simulated world. What the model draws is the prompt in brackets, in a file. */
final class SimulatedReplicate {
    static final String FILES = "https://replicate.delivery/";
    private static final int MAX_TRIES = 6;

    /** A prompt that begins with this fails for good, until the model is cured. */
    static final String POISON = "poison";

    final Map<String, Prediction> predictions = new LinkedHashMap<>();
    int lookUps;
    boolean cured;
    private final SimulatedWorld world;

    SimulatedReplicate(SimulatedWorld world) {
        this.world = world;
    }

    /** A prediction as Replicate has it. */
    static final class Prediction {
        final String id;
        final CallbackToken token;
        final String model;
        final String prompt;
        final Instant createdAt;
        RemotePrediction state;

        Prediction(String id, CallbackToken token, CreateCall call, Instant createdAt) {
            this.id = id;
            this.token = token;
            this.model = call.model();
            this.prompt = String.valueOf(call.input().get("prompt"));
            this.createdAt = createdAt;
            this.state = RemotePrediction.running(id);
        }

        boolean isRunning() {
            return state.state() == RemotePrediction.State.RUNNING;
        }
    }

    /** A node's way to it. */
    PredictionGateway reachedBy(SimulatedNode node) {
        return new Gateway(node);
    }

    private Prediction make(CreateCall call) {
        String path = call.callback().getPath();
        CallbackToken token = CallbackToken.of(path.substring(path.lastIndexOf('/') + 1));
        Prediction prediction = new Prediction("p" + (predictions.size() + 1), token, call, world.now());
        predictions.put(prediction.id, prediction);
        world.trace("prediction " + prediction.id + " of " + prediction.prompt);
        world.later(between(0, 2_000), () -> send(prediction, prediction.state, 1, MAX_TRIES));
        int longest = world.happens(world.faults.slowPrediction()) ? 110_000 : 30_000;
        world.later(between(500, longest), () -> end(prediction));
        world.later(call.cancelAfter(), () -> cancel(prediction));
        return prediction;
    }

    private void end(Prediction prediction) {
        if (!prediction.isRunning()) {
            return;
        }
        if (prediction.prompt.startsWith(POISON) && !cured) {
            prediction.state = RemotePrediction.failed(prediction.id, "NSFW content (E005)");
            send(prediction, prediction.state, 1, MAX_TRIES);
            return;
        }
        boolean fails = world.happens(world.faults.transientError());
        String file = '"' + FILES + prediction.id + '"';
        String text = "\"[" + prediction.prompt + "]\"";
        prediction.state = fails
                ? RemotePrediction.failed(prediction.id, "Director: unexpected error (E9243)")
                : RemotePrediction.succeeded(prediction.id, prediction.model.endsWith("draw") ? file : text);
        send(prediction, prediction.state, 1, MAX_TRIES);
    }

    private void cancel(Prediction prediction) {
        if (prediction.isRunning()) {
            prediction.state = new RemotePrediction(
                    RemotePrediction.Kind.PREDICTION,
                    prediction.id,
                    RemotePrediction.State.CANCELED,
                    null,
                    null,
                    false,
                    null);
            send(prediction, prediction.state, 1, MAX_TRIES);
        }
    }

    /** Only the news of an end is sent again when it does not arrive. */
    private void send(Prediction prediction, RemotePrediction news, int tryNumber, int maxTries) {
        if (world.happens(world.faults.repeatedWebhook())) {
            world.later(between(0, 60_000), () -> world.deliver(prediction.token, news));
        }
        boolean arrives = !world.happens(world.faults.lostWebhook()) && world.deliver(prediction.token, news);
        boolean isEnd = news.state() != RemotePrediction.State.RUNNING;
        if (!arrives && isEnd && tryNumber < maxTries) {
            world.later(Duration.ofSeconds(1L << tryNumber), () -> send(prediction, news, tryNumber + 1, maxTries));
        }
    }

    private Duration between(int least, int most) {
        return Duration.ofMillis(least + world.random.nextInt(most - least + 1));
    }

    private final class Gateway implements PredictionGateway {
        private final SimulatedNode node;

        Gateway(SimulatedNode node) {
            this.node = node;
        }

        @Override
        public CompletionStage<CreateAnswer> create(CreateCall call) {
            node.mayStandStill();
            CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
            world.later(between(0, 1_000), () -> arrive(call, answer));
            return answer;
        }

        private void arrive(CreateCall call, CompletableFuture<CreateAnswer> answer) {
            if (world.happens(world.faults.refusal())) {
                CreateAnswer refused =
                        new CreateAnswer.Refused(new JobError("rate-limited", "429"), between(1_000, 5_000));
                world.later(between(0, 1_000), () -> answer(answer, refused));
                return;
            }
            boolean isLost = world.happens(world.faults.lostAnswer());
            if (isLost && world.random.nextBoolean()) {
                world.later(between(0, 30_000), () -> answer(answer, new CreateAnswer.Unanswered("never arrived")));
                return;
            }
            Prediction prediction = make(call);
            CreateAnswer told = isLost
                    ? new CreateAnswer.Unanswered("cut")
                    : new CreateAnswer.Created(RemotePrediction.running(prediction.id));
            world.later(between(0, 5_000), () -> answer(answer, told));
        }

        private void answer(CompletableFuture<CreateAnswer> answer, CreateAnswer told) {
            if (!node.isDead()) {
                answer.complete(told);
            }
        }

        @Override
        public Optional<RemotePrediction> find(RemotePrediction.Kind kind, String predictionId) {
            lookUps++;
            return Optional.ofNullable(predictions.get(predictionId)).map(found -> found.state);
        }

        @Override
        public void cancel(RemotePrediction.Kind kind, String predictionId) {
            Prediction prediction = predictions.get(predictionId);
            if (prediction != null) {
                SimulatedReplicate.this.cancel(prediction);
            }
        }

        @Override
        public boolean isFile(URI url) {
            return url.toString().startsWith(FILES);
        }

        @Override
        public Download open(URI url) throws IOException {
            if (node.isDead() || world.happens(world.faults.brokenDownload())) {
                throw new IOException("connection reset");
            }
            Prediction prediction = predictions.get(url.toString().substring(FILES.length()));
            if (prediction == null) {
                throw new FileNotFoundException(url.toString());
            }
            byte[] drawn = ("[" + prediction.prompt + "]").getBytes(StandardCharsets.UTF_8);
            return new Download(new ByteArrayInputStream(drawn), "text/plain");
        }

        @Override
        public URI upload(StoredFile file, InputStream content) {
            throw new IllegalStateException("No input of this world is that large");
        }
    }

    /** Pairs of predictions that were made under one token: no create may be sent twice. */
    List<String> madeUnderOneToken() {
        List<String> twice = new ArrayList<>();
        Map<CallbackToken, String> first = new LinkedHashMap<>();
        for (Prediction prediction : predictions.values()) {
            String earlier = first.putIfAbsent(prediction.token, prediction.id);
            if (earlier != null) {
                twice.add(earlier + " and " + prediction.id);
            }
        }
        return twice;
    }
}
