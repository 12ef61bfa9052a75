package dev.hookline.simulator;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The options of a {@link ReplicateSimulator}, each with a default. Not thread-safe. */
public final class SimulatorBuilder {

    /** About a minute in all. */
    private static final List<Duration> RETRIES = Stream.of(500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000)
            .map(Duration::ofMillis)
            .toList();

    private final Map<String, NamedModel> models = new LinkedHashMap<>();
    private int port;
    private String token;
    private String secret = newSecret();
    private long seed = new SecureRandom().nextLong();
    private Duration startup = Duration.ZERO;
    private Duration latency = Duration.ZERO;
    private Duration webhookPatience = Duration.ofSeconds(5);
    private List<Duration> webhookRetries = RETRIES;
    private int createLimit = Integer.MAX_VALUE;
    private int otherLimit = Integer.MAX_VALUE;
    private int remembered = 20_000;
    private FaultPlan faults = FaultPlan.none();
    private InstantSource clock = InstantSource.system();
    private @Nullable Schedule schedule;
    private @Nullable Executor modelExecutor;

    SimulatorBuilder() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        token = "r8_"
                + Base64.getUrlEncoder()
                        .encodeToString(random)
                        .replace('-', 'x')
                        .replace('_', 'y');
        BuiltIn.models().forEach(model -> models.put(model.name(), model));
    }

    /** The port to listen on; 0, the default, is any free one. */
    public SimulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** The API token that is accepted; a random one unless set. */
    public SimulatorBuilder token(String value) {
        token = Objects.requireNonNull(value, "token");
        return this;
    }

    /**
     * The secret that webhooks are signed with, {@code whsec_} and base64; a random one unless set.
     *
     * @throws IllegalArgumentException when it is no such secret
     */
    public SimulatorBuilder secret(String value) {
        Signer.check(value);
        secret = value;
        return this;
    }

    /** Decides ids and what models draw without a seed of their own; random unless set. */
    public SimulatorBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** How long predictions wait before they start, as when a model boots; zero unless set. */
    public SimulatorBuilder startup(Duration value) {
        startup = Objects.requireNonNull(value, "startup");
        return this;
    }

    /** How long models seem to run at least, unless their answer says otherwise; zero unless set. */
    public SimulatorBuilder latency(Duration value) {
        latency = Objects.requireNonNull(value, "latency");
        return this;
    }

    /** How long a receiver of webhooks may take to answer; five seconds unless set. Measured in real time. */
    public SimulatorBuilder webhookPatience(Duration value) {
        webhookPatience = Objects.requireNonNull(value, "webhookPatience");
        return this;
    }

    /** The pauses before each further try of a {@code completed} webhook; seven, doubling, about a minute, unless set. */
    public SimulatorBuilder webhookRetries(List<Duration> value) {
        webhookRetries = List.copyOf(value);
        return this;
    }

    /**
     * How many predictions that have ended the API still knows, and as many trainings; 20,000 unless set. Beyond it the oldest
     * are forgotten, so that memory stays flat.
     */
    public SimulatorBuilder remembered(int value) {
        remembered = value;
        return this;
    }

    /** What goes wrong from the beginning; nothing unless set. */
    public SimulatorBuilder faults(FaultPlan value) {
        faults = Objects.requireNonNull(value, "faults");
        return this;
    }

    /**
     * Limits the calls in a minute, with bursts of a tenth of it, as Replicate does with 600 creates and 3,000 others; more are
     * answered 429. There is no limit unless set.
     */
    public SimulatorBuilder rateLimits(int createsPerMinute, int othersPerMinute) {
        createLimit = createsPerMinute;
        otherLimit = othersPerMinute;
        return this;
    }

    /** Adds a model with a schema, which its version shows and its inputs are held against. */
    public SimulatorBuilder model(String name, ModelSchema schema, SimulatedModel model) {
        return model(name, new SchemaModel(schema, model));
    }

    /** Adds a model, or replaces the one of that name. */
    public SimulatorBuilder model(String name, SimulatedModel model) {
        models.put(name, NamedModel.of(name, Objects.requireNonNull(model, "model")));
        return this;
    }

    /**
     * The time: what predictions, signatures and expiry go by, and what waits. The system's unless set; a test gives both, and
     * moves them.
     *
     * @param scheduler runs what waits, by the same clock; it is not shut down on close
     */
    public SimulatorBuilder time(InstantSource clock, ScheduledExecutorService scheduler) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.schedule = Schedule.of(Objects.requireNonNull(scheduler, "scheduler"));
        return this;
    }

    /** Time that a test moves, and that waits for what it sets off. */
    public SimulatorBuilder time(VirtualTime time) {
        this.clock = time;
        this.schedule = Schedule.of(time);
        return this;
    }

    /** Runs the models; unless set, as many threads as there are processors. It is not shut down on close. */
    public SimulatorBuilder modelExecutor(Executor value) {
        modelExecutor = Objects.requireNonNull(value, "modelExecutor");
        return this;
    }

    /**
     * Starts the simulator.
     *
     * @throws IllegalArgumentException when an option is out of its range; the message names each
     * @throws java.io.UncheckedIOException when the port cannot be opened
     */
    public ReplicateSimulator start() {
        List<String> wrong = new ArrayList<>();
        require(port >= 0 && port <= 65_535, "port must be from 0 to 65535, not " + port, wrong);
        require(!token.isBlank(), "token must not be blank", wrong);
        require(!startup.isNegative(), "startup must not be negative: " + startup, wrong);
        require(!latency.isNegative(), "latency must not be negative: " + latency, wrong);
        require(webhookPatience.toMillis() > 0, "webhookPatience must be a millisecond or more", wrong);
        require(webhookRetries.stream().noneMatch(Duration::isNegative), "webhookRetries must not be negative", wrong);
        require(createLimit > 0 && otherLimit > 0, "rateLimits must be 1 a minute or more", wrong);
        require(remembered > 0, "remembered must be 1 or more, not " + remembered, wrong);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("The simulator cannot start: " + String.join("; ", wrong));
        }
        return new ReplicateSimulator(this);
    }

    private static void require(boolean right, String words, List<String> wrong) {
        if (!right) {
            wrong.add(words);
        }
    }

    static String newSecret() {
        byte[] key = new byte[24];
        new SecureRandom().nextBytes(key);
        return Signer.PREFIX + Base64.getEncoder().encodeToString(key);
    }

    int port() {
        return port;
    }

    String token() {
        return token;
    }

    String secret() {
        return secret;
    }

    long seed() {
        return seed;
    }

    Duration startup() {
        return startup;
    }

    Duration latency() {
        return latency;
    }

    Duration webhookPatience() {
        return webhookPatience;
    }

    List<Duration> webhookRetries() {
        return webhookRetries;
    }

    int remembered() {
        return remembered;
    }

    int createLimit() {
        return createLimit;
    }

    int otherLimit() {
        return otherLimit;
    }

    FaultPlan faults() {
        return faults;
    }

    Collection<NamedModel> models() {
        return List.copyOf(models.values());
    }

    InstantSource clock() {
        return clock;
    }

    Optional<Schedule> schedule() {
        return Optional.ofNullable(schedule);
    }

    Optional<Executor> modelExecutor() {
        return Optional.ofNullable(modelExecutor);
    }
}
