package dev.hookline.workflow.engine;

import dev.hookline.file.FileStore;
import dev.hookline.file.StoredFile;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStoreException;
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
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several engines, a store, Replicate and the network between them, on one thread under one seed: what happens next is
 * drawn, and time passes only when nothing is left to do. The same seed gives the same world.
 */
final class SimulatedWorld {
    private static final int NODES = 3;
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    final Random random;
    final SimulatedFaults faults;
    final InMemoryJobStore store = InMemoryJobStore.create();
    final SimulatedReplicate replicate = new SimulatedReplicate(this);
    final SimulatedFlows flows = new SimulatedFlows(this::read);
    final List<String> trace = new ArrayList<>();
    int neverIssued;

    /** A node whose process stands still, in the middle of a call, while the world goes on. */
    private @Nullable SimulatedNode paused;

    private Duration missed = Duration.ZERO;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<SimulatedNode, Engine> engines = new LinkedHashMap<>();
    private final PriorityQueue<Later> agenda = new PriorityQueue<>();
    private Instant now = START;
    private long count;

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
    <I> Optional<JobId> start(Workflow<I, ?> workflow, I input, JobLabels labels) {
        try {
            return Optional.of(anyEngine().start(workflow, input, labels));
        } catch (JobStoreException e) {
            return Optional.empty();
        } finally {
            replaceTheDead();
        }
    }

    Optional<String> output(Workflow<?, String> workflow, Job job) {
        return anyEngine().output(workflow, job);
    }

    Job job(JobId id) {
        return store.load(id).orElseThrow().job();
    }

    /** Somebody does something at some node now and then, until it has come to what they want. */
    void insist(Predicate<Engine> action) {
        later(Duration.ofMillis(random.nextInt(30_000)), () -> {
            boolean isDone;
            try {
                isDone = action.test(anyEngine());
            } catch (JobStoreException e) {
                isDone = false;
            } finally {
                replaceTheDead();
            }
            if (!isDone) {
                insist(action);
            }
        });
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
        while (!agenda.isEmpty() || !jobs.stream().allMatch(this::isSettled)) {
            if (now.isAfter(START.plus(LONGEST))) {
                return;
            }
            step();
        }
    }

    private void step() {
        List<SimulatedNode> busy = engines.keySet().stream()
                .filter(node -> node != paused && !node.isIdle())
                .toList();
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
            if (node != paused) {
                node.time.advance(gap);
            }
        }
        missed = paused == null ? Duration.ZERO : missed.plus(gap);
        while (!agenda.isEmpty() && !agenda.peek().at().isAfter(now)) {
            agenda.remove().what().run();
        }
    }

    /** Whether a job and all below it have ended, and nothing is left to do for any of them. */
    boolean isSettled(JobId id) {
        JobSnapshot job = store.load(id).orElseThrow();
        return job.job().status().isEnd()
                && job.steps().stream().allMatch(step -> step.status().isEnd())
                && job.steps().stream()
                        .flatMap(step -> store.children(step.key()).stream())
                        .allMatch(child -> isSettled(child.id()));
    }

    /** A node's process stands still for a minute or more: everybody else goes on. */
    void pause(SimulatedNode node) {
        if (paused != null) {
            return;
        }
        trace("a node stands still");
        paused = node;
        Instant end = now.plusSeconds(60 + random.nextInt(60));
        while (now.isBefore(end)) {
            step();
        }
        paused = null;
        node.time.advance(missed);
        missed = Duration.ZERO;
        trace("the node goes on");
    }

    private void replaceTheDead() {
        List<SimulatedNode> dead =
                engines.keySet().stream().filter(SimulatedNode::isDead).toList();
        dead.forEach(engines::remove);
        dead.forEach(node -> startNode());
    }

    private Engine anyEngine() {
        List<SimulatedNode> all =
                engines.keySet().stream().filter(node -> node != paused).toList();
        return Objects.requireNonNull(engines.get(all.get(random.nextInt(all.size()))));
    }

    /** Its clock is wrong by up to two seconds. */
    private void startNode() {
        SimulatedNode node = new SimulatedNode(this, now.plusMillis(random.nextInt(4_000) - 2_000));
        Engine engine = Engine.builder()
                .store(node)
                .files(new Files())
                .gateway(replicate.reachedBy(node))
                .callbackUrl(URI.create("https://example.com/webhooks"))
                .workflows(flows.merged, flows.allNeeded, flows.reviewed)
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
