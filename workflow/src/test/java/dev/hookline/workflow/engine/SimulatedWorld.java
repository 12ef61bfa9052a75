package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.file.FileStore;
import dev.hookline.file.StoredFile;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStoreException;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Several engines, a store, Replicate and the network between them, on one thread under one seed: what happens next is
 * drawn, and time passes only when nothing is left to do. The same seed gives the same world.
 */
final class SimulatedWorld {
    private static final int NODES = 3;
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final StepOptions PATIENT = StepOptions.DEFAULTS
            .withDeadline(Duration.ofMinutes(2))
            .withLookUpAfter(Duration.ofSeconds(40))
            .withMaxTries(50);

    final Random random;
    final SimulatedFaults faults;
    final InMemoryJobStore store = InMemoryJobStore.create();
    final SimulatedReplicate replicate = new SimulatedReplicate(this);
    final List<String> trace = new ArrayList<>();
    int neverIssued;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<SimulatedNode, Engine> engines = new LinkedHashMap<>();
    private final PriorityQueue<Later> agenda = new PriorityQueue<>();
    private Instant now = START;
    private long count;

    private final Workflow<String, String> drawn = Workflow.define("drawn", String.class, flow -> {
        var text = flow.input();
        var file = flow.with(PATIENT)
                .predict("draw", StoredFile.class, text, t -> model("acme/draw").input("prompt", t));
        return flow.local("read", String.class, file, this::read);
    });

    private final Workflow<String, String> told = Workflow.define("told", String.class, flow -> {
        var text = flow.input();
        return flow.with(PATIENT)
                .predict("tell", String.class, text, t -> model("acme/tell").input("prompt", t));
    });

    private final Workflow<String, String> item = Workflow.define("item", String.class, flow -> {
        var text = flow.input();
        return flow.branch("draw-or-tell", text, t -> t.length() % 2 == 0, drawn, told);
    });

    private final Workflow<String, String> merged = Workflow.define("merged", String.class, flow -> {
        var text = flow.input();
        var items = flow.forEach("item", text, t -> List.of(t.split(" ")), item);
        var joined = flow.local("join", String.class, items, all -> String.join("", all));
        return flow.with(PATIENT)
                .predict("merge", String.class, joined, t -> model("acme/tell").input("prompt", t));
    });

    SimulatedWorld(long seed, SimulatedFaults faults) {
        this.random = random(seed);
        this.faults = faults;
        for (int i = 0; i < NODES; i++) {
            startNode();
        }
    }

    /** What {@code new Random} draws first is nearly the same for all small seeds, so they are spread. */
    static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    private record Later(Instant at, long order, Runnable what) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    Instant now() {
        return now;
    }

    boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    void later(Duration delay, Runnable what) {
        agenda.add(new Later(now.plus(delay), count++, what));
    }

    void trace(String what) {
        trace.add(Duration.between(START, now).toMillis() + " ms: " + what);
    }

    /** What a job must come to. */
    static String expected(String input) {
        return "[" + Arrays.stream(input.split(" ")).map(t -> "[" + t + "]").collect(Collectors.joining()) + "]";
    }

    /** Starts a job at some node; empty when the caller was not told that it is accepted. */
    Optional<JobId> start(String input) {
        try {
            return Optional.of(anyEngine().start(merged, input));
        } catch (JobStoreException e) {
            return Optional.empty();
        }
    }

    Optional<String> output(Job job) {
        return anyEngine().output(merged, job);
    }

    /** Whether the webhook was answered 2xx. */
    boolean deliver(CallbackToken token, RemotePrediction news) {
        try {
            Engine.Delivery delivery = anyEngine().deliver(token, news);
            trace("webhook " + news.id() + " " + news.state() + ": " + delivery);
            if (delivery != Engine.Delivery.TAKEN) {
                neverIssued++;
            }
            return delivery == Engine.Delivery.TAKEN;
        } catch (JobStoreException e) {
            trace("webhook " + news.id() + " " + news.state() + ": 503");
            return false;
        } finally {
            replaceTheDead();
        }
    }

    /** Lets everything happen until the jobs have ended and nothing is on its way any more. */
    void run(List<JobId> jobs) {
        while (!allEnded(jobs) || !agenda.isEmpty()) {
            if (now.isAfter(START.plus(LONGEST))) {
                return;
            }
            step();
        }
    }

    private void step() {
        List<SimulatedNode> busy =
                engines.keySet().stream().filter(node -> !node.isIdle()).toList();
        boolean timePasses = busy.isEmpty() || random.nextInt(20) == 0;
        if (timePasses) {
            pass();
        } else {
            busy.get(random.nextInt(busy.size())).runOneTask();
        }
        replaceTheDead();
    }

    private void pass() {
        Later next = agenda.peek();
        Duration gap = Duration.ofSeconds(1);
        if (next != null && next.at().isBefore(now.plus(gap))) {
            gap = Duration.between(now, next.at());
        }
        now = now.plus(gap);
        for (SimulatedNode node : List.copyOf(engines.keySet())) {
            node.time.advance(gap);
        }
        while (!agenda.isEmpty() && !agenda.peek().at().isAfter(now)) {
            agenda.remove().what().run();
        }
    }

    private boolean allEnded(List<JobId> jobs) {
        return jobs.stream()
                .allMatch(id -> store.load(id).orElseThrow().job().status().isEnd());
    }

    private void replaceTheDead() {
        List<SimulatedNode> dead =
                engines.keySet().stream().filter(SimulatedNode::isDead).toList();
        dead.forEach(engines::remove);
        dead.forEach(node -> startNode());
    }

    private Engine anyEngine() {
        List<Engine> all = List.copyOf(engines.values());
        return all.get(random.nextInt(all.size()));
    }

    /** Its clock is wrong by up to two seconds. */
    private void startNode() {
        SimulatedNode node = new SimulatedNode(this, now.plusMillis(random.nextInt(4_000) - 2_000));
        Engine engine = Engine.builder()
                .store(node)
                .files(new Files())
                .gateway(replicate.reachedBy(node))
                .callbackUrl(URI.create("https://example.com/webhooks"))
                .workflows(merged)
                .clock(node.time)
                .scheduler(node.time)
                .executor(node)
                .lostAnswerGrace(Duration.ofSeconds(20))
                .random(new Random(random.nextLong()))
                .build();
        engines.put(node, engine);
    }

    private String read(StoredFile file) throws IOException {
        try (InputStream in = new Files().open(file.name())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The disk that all nodes share. */
    private final class Files implements FileStore {
        @Override
        public StoredFile put(InputStream content, String contentType) throws IOException {
            byte[] bytes = content.readAllBytes();
            String name = "f" + files.size();
            files.put(name, bytes);
            return new StoredFile(name, contentType, bytes.length, "0".repeat(64));
        }

        @Override
        public InputStream open(String name) throws IOException {
            byte[] bytes = files.get(name);
            if (bytes == null) {
                throw new NoSuchFileException(name);
            }
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public boolean delete(String name) {
            return files.remove(name) != null;
        }
    }
}
