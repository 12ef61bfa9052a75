package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.HttpCall;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A client of Replicate's API, and where everything in this package begins. One for the whole process is right: its
 * connections and rate limits are shared by all who use it. Thread-safe.
 *
 * <p>Every operation throws
 *
 * <ul>
 *   <li>a {@link ReplicateApiException} when Replicate answers with an error: {@link AuthenticationException},
 *       {@link PaymentRequiredException}, {@link NotFoundException}, {@link InvalidInputException},
 *       {@link RateLimitedException}, or the class itself;
 *   <li>a {@link ReplicateConnectionException} when no usable answer comes, or when the thread is interrupted, which
 *       also ends the request.
 * </ul>
 *
 * <p>Operations that end in {@code Async} return at once; their futures fail with the same exceptions, and canceling one
 * ends its request. What is chained to such a future runs on a thread of the client: it should not block.
 */
public final class Replicate implements AutoCloseable {
    private final Api api;
    private final Runnable onClose;
    private final DownloadHosts downloadHosts;

    Replicate(Api api, Runnable onClose, DownloadHosts downloadHosts) {
        this.api = api;
        this.onClose = onClose;
        this.downloadHosts = downloadHosts;
    }

    /** Begins a client. */
    public static ReplicateBuilder builder() {
        return new ReplicateBuilder();
    }

    /**
     * Returns this client with another time for each call, as {@link ReplicateBuilder#callTimeout} sets it: for one call
     * that may take longer, or must not. All else is shared, and closing either closes both.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public Replicate withCallTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeouts have to be above zero");
        }
        return new Replicate(api.within(timeout), onClose, downloadHosts);
    }

    /** Returns the operations on predictions. */
    public Predictions predictions() {
        return new Predictions(api);
    }

    /** Returns the operations on files. */
    public Files files() {
        return new Files(api);
    }

    /** Returns the operations on models. */
    public Models models() {
        return new Models(api);
    }

    /** Returns the operations on deployments. */
    public Deployments deployments() {
        return new Deployments(api);
    }

    /** Returns the operations on trainings. */
    public Trainings trainings() {
        return new Trainings(api);
    }

    /** Returns the operations on collections of models. */
    public ModelCollections collections() {
        return new ModelCollections(api);
    }

    /** Returns the operations on the secrets that sign webhooks. */
    public WebhookSecrets webhookSecrets() {
        return new WebhookSecrets(api);
    }

    /**
     * Returns the account that the token belongs to. {@code GET /account}
     *
     * @throws ReplicateException as described above
     */
    public Account account() {
        return Api.await(accountAsync());
    }

    /** Does what {@link #account} does, without waiting. */
    public CompletableFuture<Account> accountAsync() {
        return api.json(api.get("account").build(), Account::from);
    }

    /**
     * Lists the kinds of machines that models and deployments run on. {@code GET /hardware}
     *
     * @throws ReplicateException as described above
     */
    public List<Hardware> hardware() {
        return Api.await(hardwareAsync());
    }

    /** Does what {@link #hardware} does, without waiting. */
    public CompletableFuture<List<Hardware>> hardwareAsync() {
        return api.json(api.get("hardware").build(), Hardware::listFrom);
    }

    /**
     * Searches public models, collections and pages of the documentation, for at most 50 models. {@code GET /search}
     *
     * @throws ReplicateException as described above
     */
    public SearchResult search(String query, int limit) {
        return Api.await(searchAsync(query, limit));
    }

    /** Does what {@link #search} does, without waiting. */
    public CompletableFuture<SearchResult> searchAsync(String query, int limit) {
        Map<String, String> parameters = Map.of("query", query, "limit", Integer.toString(limit));
        return api.json(api.find(parameters, "search").build(), SearchResult::from);
    }

    /** Whether {@link #open} opens this URL, as far as that can be told without asking anyone. */
    public boolean mayOpen(URI file) {
        return isData(file) || downloadHosts.allow(file);
    }

    private static boolean isData(URI file) {
        return "data".equalsIgnoreCase(file.getScheme());
    }

    /**
     * Opens an output or a file as a stream, also a data URL, as which some models put out small files. Only HTTPS URLs of {@code replicate.delivery} and its subdomains, of the
     * API's own host, and of hosts that the builder was given are opened, also after a redirect; the token goes to the
     * API's own host alone.
     *
     * @throws NotFoundException if it does not exist, or no more: Replicate deletes outputs after an hour
     * @throws ReplicateException if the URL is not one that may be opened, or as described above
     */
    public Download open(URI file) {
        return Api.await(openAsync(file));
    }

    /** Does what {@link #open} does, without waiting for the answer's first byte. */
    public CompletableFuture<Download> openAsync(URI file) {
        if (isData(file)) {
            return CompletableFuture.completedFuture(Download.of(DataUrl.parse(file)));
        }
        if (!downloadHosts.allow(file)) {
            return CompletableFuture.failedFuture(
                    new ReplicateException("not opened, since it is no HTTPS URL of one of"
                            + " Replicate's file hosts: " + file.getScheme() + "://" + file.getHost()));
        }
        HttpCall call = api.call("GET", file)
                .header("Accept", "*/*")
                .streaming()
                .redirects(downloadHosts::allow)
                .build();
        return api.answer(call, Download::of);
    }

    /** Ends every call that is under way, and the threads of the client; a client that was passed in stays open. */
    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public String toString() {
        return "Replicate[" + api.uri() + "]";
    }
}
