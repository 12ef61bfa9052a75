package dev.hookline.replicate;

import dev.hookline.replicate.RateLimitEvent.Kind;
import dev.hookline.replicate.internal.http.Lane;
import dev.hookline.replicate.internal.http.Origin;
import dev.hookline.replicate.internal.http.RateGovernor;
import dev.hookline.replicate.internal.http.RetryRules;
import dev.hookline.replicate.internal.http.Slots;
import dev.hookline.replicate.internal.http.Transport;
import dev.hookline.replicate.internal.http.TransportOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Replicate} is made of; only the token is required. Not thread-safe. */
public final class ReplicateBuilder {
    private static final URI DEFAULT_BASE = URI.create("https://api.replicate.com/v1");

    private @Nullable String token;
    private URI baseUrl = DEFAULT_BASE;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration attemptTimeout = Duration.ofSeconds(30);
    private Duration callTimeout = Duration.ofMinutes(2);
    private RetryPolicy retries = RetryPolicy.standard();
    private int maxConcurrentCalls = 256;
    private RateLimits rateLimits = RateLimits.standard();
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = new SecureRandom();
    private @Nullable HttpClient httpClient;
    private @Nullable Executor executor;
    private @Nullable ScheduledExecutorService scheduler;
    private final List<RateLimitListener> rateLimitListeners = new CopyOnWriteArrayList<>();
    private final Set<String> downloadHosts = new HashSet<>();

    ReplicateBuilder() {}

    /** Sets the API token. It is sent to the host of the base URL over HTTPS, and shown by nothing. */
    public ReplicateBuilder token(String apiToken) {
        this.token = apiToken;
        return this;
    }

    /**
     * Sets where the API is, {@code https://api.replicate.com/v1} unless set. Plain HTTP is allowed on this machine
     * only, for a simulator.
     */
    public ReplicateBuilder baseUrl(URI url) {
        this.baseUrl = url;
        return this;
    }

    /** Sets the longest wait for a connection, 10 seconds unless set. Has no effect with {@link #httpClient}. */
    public ReplicateBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = timeout;
        return this;
    }

    /**
     * Sets the longest time from the start of one attempt to the last byte of its answer, 30 seconds unless set. A call
     * that asks Replicate to wait gets that time on top, and one that sends much a second for every 64 KiB. For a
     * download it bounds the wait for the first byte and every single wait after it, not the whole.
     */
    public ReplicateBuilder attemptTimeout(Duration timeout) {
        this.attemptTimeout = timeout;
        return this;
    }

    /**
     * Sets the longest time for a call with all its attempts and the waits between them, 2 minutes unless set, and
     * longer where {@link #attemptTimeout} says so. A wait that would not end in time is not begun.
     */
    public ReplicateBuilder callTimeout(Duration timeout) {
        this.callTimeout = timeout;
        return this;
    }

    /** Sets how calls are retried, {@link RetryPolicy#standard()} unless set. */
    public ReplicateBuilder retries(RetryPolicy policy) {
        this.retries = policy;
        return this;
    }

    /** Sets how many calls a minute are let through, {@link RateLimits#standard()} unless set. */
    public ReplicateBuilder rateLimits(RateLimits limits) {
        this.rateLimits = limits;
        return this;
    }

    /** Adds a listener that hears when calls are held back on account of the rate limits. */
    public ReplicateBuilder rateLimitListener(RateLimitListener listener) {
        rateLimitListeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** Sets how many calls may be under way at once, 256 unless set; the others wait in line without a connection. */
    public ReplicateBuilder maxConcurrentCalls(int count) {
        this.maxConcurrentCalls = count;
        return this;
    }

    /** Adds hosts, by their exact names, that outputs may be opened from beside Replicate's own; HTTPS only. */
    public ReplicateBuilder downloadHosts(String... hosts) {
        Arrays.stream(hosts).map(host -> host.toLowerCase(Locale.ROOT)).forEach(downloadHosts::add);
        return this;
    }

    /**
     * Sets the HTTP client, which stays open when this client is closed; one of its own unless set. It must not follow
     * redirects by itself, since it would carry the token along.
     */
    public ReplicateBuilder httpClient(HttpClient client) {
        this.httpClient = client;
        return this;
    }

    /**
     * Sets what runs the client's own work and callbacks of futures; a pool of daemon threads unless set, one for each processor
     * and eight at least, in which callbacks may wait for other calls of the client, and for nothing else for long. Streams are
     * read by daemon threads of the client's own all the same.
     */
    public ReplicateBuilder executor(Executor pool) {
        this.executor = pool;
        return this;
    }

    /** Sets what keeps the time of timeouts and waits; one daemon thread unless set. */
    public ReplicateBuilder scheduler(ScheduledExecutorService timer) {
        this.scheduler = timer;
        return this;
    }

    /** Sets the clock of deadlines and rate limits; the system's unless set. */
    public ReplicateBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /** Sets the chance in the waits between attempts and in the marks between the parts of an upload. */
    public ReplicateBuilder random(RandomGenerator source) {
        this.random = source;
        return this;
    }

    /**
     * Builds the client.
     *
     * @throws IllegalArgumentException if the token is missing or an option is wrong; the message names every one
     */
    public Replicate build() {
        URI base = URI.create(baseUrl.toString().replaceAll("/+$", ""));
        Origin origin = Origin.of(base);
        List<String> faults = faults(origin);
        if (!faults.isEmpty() || token == null) {
            throw new IllegalArgumentException("Replicate client: " + String.join("; ", faults));
        }
        ClientThreads threads = new ClientThreads(executor, scheduler);
        TransportOptions options = options(threads, origin, token);
        RateGovernor governor =
                new RateGovernor(rateLimits.createsPerMinute(), rateLimits.othersPerMinute(), clock, this::tell);
        Transport transport = new Transport(options, governor, new Slots(maxConcurrentCalls), threads.readers());
        Api api = new Api(base, transport, new Problems(clock, List.of(token)), random);
        return new Replicate(api, () -> threads.close(transport), new DownloadHosts(origin, downloadHosts));
    }

    private void tell(Lane lane, boolean ordered, Duration wait) {
        Kind kind = ordered ? Kind.REFUSED : Kind.WAITING;
        RateLimitEvent event = new RateLimitEvent(kind, lane == Lane.CREATE, wait);
        rateLimitListeners.forEach(listener -> listener.onHeldBack(event));
    }

    private TransportOptions options(ClientThreads threads, Origin origin, String secret) {
        HttpClient client = httpClient != null
                ? httpClient
                : HttpClient.newBuilder()
                        .connectTimeout(connectTimeout)
                        .executor(threads.executor())
                        .build();
        RetryRules rules =
                new RetryRules(retries.maxAttempts(), retries.firstDelay(), retries.maxDelay(), random::nextDouble);
        return new TransportOptions(
                client, threads.timers(), clock, origin, "Bearer " + secret, attemptTimeout, callTimeout, rules);
    }

    private List<String> faults(Origin origin) {
        List<String> faults = new ArrayList<>();
        if (token == null || !token.matches("[\\x21-\\x7E]+")) {
            faults.add("token is missing or has spaces or characters that no token has");
        }
        if (origin.host().isEmpty() || baseUrl.getRawQuery() != null || baseUrl.getUserInfo() != null) {
            faults.add("baseUrl has to be an absolute URL without a query");
        } else if (!origin.isHttps() && !(origin.scheme().equals("http") && origin.isLoopback())) {
            faults.add("baseUrl has to be HTTPS, or HTTP on this machine");
        }
        if (httpClient != null && httpClient.followRedirects() != HttpClient.Redirect.NEVER) {
            faults.add("httpClient must not follow redirects by itself: it would carry the token along");
        }
        if (maxConcurrentCalls < 1) {
            faults.add("maxConcurrentCalls has to be 1 or more");
        }
        for (Duration timeout : List.of(connectTimeout, attemptTimeout, callTimeout)) {
            if (timeout.isZero() || timeout.isNegative()) {
                faults.add("timeouts have to be above zero");
                break;
            }
        }
        return faults;
    }
}
