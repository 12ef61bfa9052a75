package dev.hookline.workflow.engine;

import dev.hookline.HooklineException;
import dev.hookline.file.FileStore;
import dev.hookline.job.JobStore;
import dev.hookline.workflow.TransientErrors;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.event.EngineInterceptor;
import dev.hookline.workflow.event.EngineListener;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.run.Acceptor;
import dev.hookline.workflow.internal.run.Callbacks;
import dev.hookline.workflow.internal.run.Claimer;
import dev.hookline.workflow.internal.run.Committed;
import dev.hookline.workflow.internal.run.Committer;
import dev.hookline.workflow.internal.run.Decider;
import dev.hookline.workflow.internal.run.Deliveries;
import dev.hookline.workflow.internal.run.Held;
import dev.hookline.workflow.internal.run.Interceptors;
import dev.hookline.workflow.internal.run.ModelLimits;
import dev.hookline.workflow.internal.run.News;
import dev.hookline.workflow.internal.run.Parts;
import dev.hookline.workflow.internal.run.Performer;
import dev.hookline.workflow.internal.run.Retention;
import dev.hookline.workflow.internal.run.Starter;
import dev.hookline.workflow.internal.transition.Context.Rules;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sets an {@link Engine} up. Not thread-safe; {@link #build} can be called once. */
public final class EngineBuilder {
    private static final Duration LONGEST_LEASE = Duration.ofHours(1);

    private final List<Workflow<?, ?>> workflows = new ArrayList<>();
    private final List<EngineListener> listeners = new ArrayList<>();
    private final List<EngineInterceptor> interceptors = new ArrayList<>();
    private @Nullable JobStore store;
    private @Nullable FileStore files;
    private @Nullable PredictionGateway gateway;
    private @Nullable URI callbackUrl;
    private @Nullable Executor executor;
    private @Nullable ScheduledExecutorService scheduler;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();
    private Duration lease = Duration.ofSeconds(20);
    private Duration grace = Duration.ofSeconds(90);
    private Duration pollInterval = Duration.ofSeconds(1);
    private Duration shutdownPatience = Duration.ofSeconds(10);
    private int workers = Math.max(4, Runtime.getRuntime().availableProcessors());
    private int maxInFlight = 1_000;
    private long maxOutputBytes = 1L << 30;
    private @Nullable Duration retention;
    private Duration attemptRetention = Duration.ofDays(7);
    private TransientErrors transientErrors = TransientErrors.USUAL;
    private final Map<String, Integer> modelLimits = new HashMap<>();

    EngineBuilder() {}

    /** Where jobs are kept; has to be set. */
    public EngineBuilder store(JobStore value) {
        this.store = value;
        return this;
    }

    /** Where outputs are kept; has to be set. */
    public EngineBuilder files(FileStore value) {
        this.files = value;
        return this;
    }

    /** The way to Replicate; has to be set. */
    public EngineBuilder gateway(PredictionGateway value) {
        this.gateway = value;
        return this;
    }

    /** The URL at which Replicate reaches the webhook endpoint, without the token; has to be set. */
    public EngineBuilder callbackUrl(URI value) {
        this.callbackUrl = value;
        return this;
    }

    /** Adds workflows, with all that they use. Jobs of other workflows are left to engines that know them. */
    public EngineBuilder workflows(Workflow<?, ?>... values) {
        workflows.addAll(List.of(values));
        return this;
    }

    /** Adds a listener. */
    public EngineBuilder listener(EngineListener value) {
        listeners.add(value);
        return this;
    }

    /** Adds an interceptor, inside of those that were added before. */
    public EngineBuilder interceptor(EngineInterceptor value) {
        interceptors.add(value);
        return this;
    }

    /** What time it is; the system's unless set. */
    public EngineBuilder clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    /** Where ids, tokens and jitter come from; has to be a cryptographic source outside of tests. */
    public EngineBuilder random(RandomGenerator value) {
        this.random = value;
        return this;
    }

    /** How long this node keeps work that it has taken, unless it renews; 20 seconds unless set, 1 hour at most. */
    public EngineBuilder lease(Duration value) {
        this.lease = value;
        return this;
    }

    /**
     * How long a create whose answer was lost waits for a webhook before it is made again; 90 seconds unless set, since
     * Replicate repeats a webhook for about a minute.
     */
    public EngineBuilder lostAnswerGrace(Duration value) {
        this.grace = value;
        return this;
    }

    /**
     * How often the store is asked for what is due; 1 second unless set. When this node has had no work twenty times in
     * a row, it asks every other time only, until it has some.
     */
    public EngineBuilder pollInterval(Duration value) {
        this.pollInterval = value;
        return this;
    }

    /** How long {@link Engine#close} waits for work that is under way; 10 seconds unless set. */
    public EngineBuilder shutdownPatience(Duration value) {
        this.shutdownPatience = value;
        return this;
    }

    /** How many threads download, upload and run local steps; the number of processors, 4 at least, unless set. */
    public EngineBuilder workers(int value) {
        this.workers = value;
        return this;
    }

    /**
     * Where downloads, uploads and local steps run, and what they come to is decided, instead of threads of the engine's own; shut
     * down by whoever made it. An executor of a single thread is enough, and one that rejects loses nothing. Commits, and
     * reads of the jobs of webhooks, have a thread each that stays the engine's own, as long as there are any.
     */
    public EngineBuilder executor(Executor value) {
        this.executor = value;
        return this;
    }

    /** Where time passes, instead of a thread of the engine's own; shut down by whoever made it. */
    public EngineBuilder scheduler(ScheduledExecutorService value) {
        this.scheduler = value;
        return this;
    }

    /** How much work this node takes at once; more is left in the store for whoever is free. 1,000 unless set. */
    public EngineBuilder maxInFlight(int value) {
        this.maxInFlight = value;
        return this;
    }

    /**
     * How many predictions of a model this node lets run at once, from 1; no limit unless set. Creates beyond it wait,
     * and no thread with them. After a restart, predictions of the earlier life are not counted.
     *
     * @param model {@code owner/name} of the model or the deployment
     */
    public EngineBuilder maxInFlight(String model, int value) {
        modelLimits.put(model, value);
        return this;
    }

    /**
     * How long a job that was started from outside is kept after it has ended. Then it is deleted, in the background, with
     * all jobs below it, their log and the files that their steps have stored; files that its input names stay. Jobs are
     * kept for ever unless set.
     */
    public EngineBuilder retention(Duration value) {
        this.retention = value;
        return this;
    }

    /**
     * How long it is remembered for deleted jobs which callbacks were theirs, from the attempt on, so that a late webhook
     * is answered and its prediction canceled; 7 days unless set. Longer than any prediction takes.
     */
    public EngineBuilder attemptRetention(Duration value) {
        this.attemptRetention = value;
        return this;
    }

    /** Which failures are worth another attempt; {@link TransientErrors#USUAL} unless set. */
    public EngineBuilder transientErrors(TransientErrors value) {
        this.transientErrors = value;
        return this;
    }

    /** How large a file of an output may be, in bytes; 1 GiB unless set. */
    public EngineBuilder maxOutputBytes(long value) {
        this.maxOutputBytes = value;
        return this;
    }

    /**
     * Makes the engine and starts it.
     *
     * @throws HooklineException when something is missing or out of range, naming all of it, or when two workflows have
     *     one name
     */
    public Engine build() {
        checkOptions();
        Parts parts = new Parts(
                Objects.requireNonNull(store),
                Objects.requireNonNull(files),
                Objects.requireNonNull(gateway),
                allWorkflows(),
                clock,
                random,
                nodeName(),
                new Rules(lease, grace, transientErrors));
        EngineThreads threads = EngineThreads.create(executor, workers, scheduler);
        Held held = new Held(maxInFlight);
        ModelLimits limits = new ModelLimits(modelLimits);
        Committer committer = new Committer(parts.store());
        Committed committed = new Committed(new News(listeners), limits, held);
        Decider decider = new Decider(parts, committer, held, committed);
        Interceptors around = new Interceptors(interceptors);
        Callbacks callbacks = new Callbacks(Objects.requireNonNull(callbackUrl));
        Performer performer = new Performer(
                parts,
                decider,
                held,
                new Performer.Threads(threads.workers(), threads.timer()),
                new Performer.Settings(callbacks, maxOutputBytes, committed, around));
        Claimer claimer = new Claimer(parts, held, performer, threads.timer());
        ScheduledFuture<?> looking = claimer.start(pollInterval);
        Retention cleaning = new Retention(
                parts, new Retention.Limits(retention, attemptRetention), threads.workers(), threads.timer());
        cleaning.start();
        Runnable stop = () -> {
            looking.cancel(false);
            cleaning.close();
            limits.close();
            threads.close(held, shutdownPatience);
        };
        Starter starter = new Starter(new Acceptor(parts, committer, held, committed), performer, held, around);
        Deliveries deliveries = new Deliveries(parts, decider, performer, around);
        return new Engine(
                parts, performer, new Engine.Ways(starter, deliveries), new Engine.Switches(claimer::lookNow, stop));
    }

    private void checkOptions() {
        List<String> wrong = new ArrayList<>();
        require(store != null, wrong, "store is not set");
        require(files != null, wrong, "files is not set");
        require(gateway != null, wrong, "gateway is not set");
        require(callbackUrl != null, wrong, "callbackUrl is not set");
        require(lease.toMillis() > 0 && lease.compareTo(LONGEST_LEASE) <= 0, wrong, "lease is not up to 1 hour");
        require(!grace.isNegative(), wrong, "lostAnswerGrace is negative");
        require(pollInterval.toMillis() > 0, wrong, "pollInterval is not 1 ms at least");
        require(!shutdownPatience.isNegative(), wrong, "shutdownPatience is negative");
        require(retention == null || isPositive(retention), wrong, "retention is not positive");
        require(isPositive(attemptRetention), wrong, "attemptRetention is not positive");
        require(workers > 0, wrong, "workers is not 1 at least");
        require(maxInFlight > 0, wrong, "maxInFlight is not 1 at least");
        require(maxOutputBytes > 0, wrong, "maxOutputBytes is not 1 at least");
        modelLimits.forEach((model, limit) -> require(
                limit > 0 && model.matches("[^/:]+/[^/:]+"),
                wrong,
                "maxInFlight of '" + model + "' is not 1 at least for an owner/name"));
        if (!wrong.isEmpty()) {
            throw new HooklineException("The engine cannot be built: " + String.join("; ", wrong));
        }
    }

    private static boolean isPositive(Duration value) {
        return !value.isNegative() && !value.isZero();
    }

    private static void require(boolean holds, List<String> wrong, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private Map<String, Definition<?, ?>> allWorkflows() {
        Map<String, Definition<?, ?>> all = new HashMap<>();
        Deque<Definition<?, ?>> open = new ArrayDeque<>();
        workflows.forEach(workflow -> open.add((Definition<?, ?>) workflow));
        while (!open.isEmpty()) {
            Definition<?, ?> next = open.pop();
            Definition<?, ?> earlier = all.put(next.name(), next);
            if (earlier != null && earlier != next) {
                throw new HooklineException("Two different workflows have the name '" + next.name() + "'");
            }
            if (earlier == null) {
                next.nodes().stream().map(Node::workflows).forEach(open::addAll);
            }
        }
        return all;
    }

    /** The machine's name for people, and random bits since no two processes may share a name. */
    private String nodeName() {
        byte[] bits = new byte[6];
        random.nextBytes(bits);
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            host = "node";
        }
        return host.substring(0, Math.min(host.length(), 40)) + "-"
                + HexFormat.of().formatHex(bits);
    }
}
