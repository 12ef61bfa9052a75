package dev.hookline.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What the simulator received and sent, to assert on. Totals are exact, however many there were. Of the single entries the
 * latest 50,000 of each kind are kept, and of predictions with long inputs at least the latest 8,000. Every method gives a
 * snapshot. Thread-safe.
 */
public final class Received {

    private static final int ENTRIES_KEPT = 50_000;

    private static final int INPUT_KEPT = 2_000;

    private final InstantSource clock;
    private static final long CHARACTERS_KEPT = 8_000L * INPUT_KEPT;

    private final Recent<Creation> creations = new Recent<>(
            ENTRIES_KEPT,
            CHARACTERS_KEPT,
            entry -> entry.input().length() + entry.webhookPath().length());
    private final Recent<Delivery> deliveries = new Recent<>(ENTRIES_KEPT, ENTRIES_KEPT, entry -> 1);
    private final Recent<String> lostIds = new Recent<>(ENTRIES_KEPT, ENTRIES_KEPT, entry -> 1);
    private final ConcurrentMap<String, AtomicLong> calls = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, AtomicLong> madeByModel = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Boolean> answered = new ConcurrentHashMap<>();
    private final AtomicLong creates = new AtomicLong();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    Received(InstantSource clock) {
        this.clock = clock;
    }

    /** How many predictions were made. */
    public long predictionsMade() {
        return made.get();
    }

    /** How many predictions were made with a model, {@code owner/name}. */
    public long predictionsMade(String model) {
        return madeByModel.getOrDefault(model, new AtomicLong()).get();
    }

    /** The predictions that were made, in the order of their making. */
    public List<Creation> creations() {
        return creations.list();
    }

    /** How many predictions were made for each model. */
    public Map<String, Long> creationsByModel() {
        return counted(creations(), Creation::model);
    }

    /** How many predictions were made for each path (with query) of a webhook URL; those without a webhook under "". */
    public Map<String, Long> creationsByWebhookPath() {
        return counted(creations(), Creation::webhookPath);
    }

    /** How many predictions were made for each model and input, under {@code model input-as-JSON}. */
    public Map<String, Long> creationsByInput() {
        return counted(creations(), creation -> creation.model() + " " + creation.input());
    }

    /**
     * How many creates that made a prediction were answered in full. Counted when the last byte was written, which may be a
     * moment after the caller has it.
     */
    public long createsAnswered() {
        return answers.get();
    }

    /** Whether the create that made a prediction was answered in full. */
    public boolean createAnswered(String predictionId) {
        return answered.getOrDefault(predictionId, false);
    }

    /** How many creates have come and are neither answered nor dropped. */
    public long createsInFlight() {
        return inFlight.get();
    }

    /** Each try to deliver a webhook that was answered, timed out or found nobody, in that order. */
    public List<Delivery> deliveries() {
        return deliveries.list();
    }

    /** The tries to deliver webhooks of one prediction. */
    public List<Delivery> deliveries(String predictionId) {
        return deliveries().stream()
                .filter(delivery -> delivery.predictionId().equals(predictionId))
                .toList();
    }

    /** How often a webhook was tried to be delivered, copies and further tries included. */
    public long webhooksTried() {
        return tried.get();
    }

    /** How many of these tries were answered with 2xx. */
    public long webhooksTaken() {
        return taken.get();
    }

    /** How many webhooks a fault kept from being sent. */
    public long webhooksLost() {
        return lost.get();
    }

    /** The {@code webhook-id} of each webhook that a fault kept from being sent. */
    public List<String> lostWebhookIds() {
        return lostIds.list();
    }

    /** How often single predictions were asked for ({@code GET /predictions/{id}}): 0 proves that nothing polls. */
    public long predictionGets() {
        return calls("GET /v1/predictions/{id}");
    }

    /** How often an operation was called, by its method and path, such as {@code POST /v1/predictions/{id}/cancel}. */
    public long calls(String operation) {
        return calls.getOrDefault(operation, new AtomicLong()).get();
    }

    /** How often each operation was called. */
    public Map<String, Long> calls() {
        Map<String, Long> counts = new TreeMap<>();
        calls.forEach((operation, count) -> counts.put(operation, count.get()));
        return counts;
    }

    Recent<Creation> allCreations() {
        return creations;
    }

    Recent<Delivery> allDeliveries() {
        return deliveries;
    }

    void called(String operation) {
        calls.computeIfAbsent(operation, name -> new AtomicLong()).incrementAndGet();
    }

    /** Counts a create; gives its ordinal. */
    long createCame() {
        inFlight.incrementAndGet();
        return creates.incrementAndGet();
    }

    void createDone() {
        inFlight.decrementAndGet();
    }

    void predictionMade(Prediction prediction) {
        Prediction.Origin origin = prediction.origin();
        String path = origin.webhook().map(Webhook::path).orElse("");
        String model = prediction.modelName();
        made.incrementAndGet();
        madeByModel.computeIfAbsent(model, name -> new AtomicLong()).incrementAndGet();
        Creation creation = new Creation(
                origin.id(), model, brief(prediction.state().input().toString()), path, origin.createdAt());
        answered.put(origin.id(), false);
        creations.add(creation, oldest -> answered.remove(oldest.predictionId()));
    }

    /** A long input, such as one with a data URL, by its beginning and its digest. */
    private static String brief(String input) {
        return input.length() <= INPUT_KEPT
                ? input
                : input.substring(0, INPUT_KEPT / 2) + "... sha256:" + NamedModel.sha256(input);
    }

    void createAnswered(Prediction prediction) {
        answers.incrementAndGet();
        answered.replace(prediction.id(), true);
    }

    void webhookLost(Courier.Message message) {
        lost.incrementAndGet();
        lostIds.add(message.webhookId(), oldest -> {});
    }

    void webhookSent(Courier.Message message, int number, int status) {
        Delivery delivery = new Delivery(
                message.predictionId(),
                message.model(),
                message.event(),
                message.webhookId(),
                number,
                status,
                clock.instant());
        tried.incrementAndGet();
        if (delivery.taken()) {
            taken.incrementAndGet();
        }
        deliveries.add(delivery, oldest -> {});
    }

    private static <T> Map<String, Long> counted(Collection<T> entries, Function<T, String> key) {
        Map<String, Long> counts = new TreeMap<>();
        entries.forEach(entry -> counts.merge(key.apply(entry), 1L, Long::sum));
        return counts;
    }

    /**
     * A prediction that was made.
     *
     * @param predictionId its id
     * @param model {@code owner/name}
     * @param input the input as JSON; of one that is longer than 2,000 characters the first 1,000, and its SHA-256
     * @param webhookPath the path of its webhook URL, with the query; empty when it has none
     * @param at when it was made, by the simulator's clock
     */
    public record Creation(String predictionId, String model, String input, String webhookPath, Instant at) {

        /** Without the webhook's path, which may carry a token. */
        @Override
        public String toString() {
            return "Creation[" + predictionId + ", " + model + ", " + at + "]";
        }
    }

    /**
     * One try to deliver a webhook.
     *
     * @param predictionId the prediction's id
     * @param model {@code owner/name}
     * @param event what it told
     * @param webhookId the {@code webhook-id}, the same for all copies and tries of a message
     * @param tryNumber 1 for the first
     * @param status what the receiver answered; 0 when it did not
     * @param at when that was known, by the simulator's clock
     */
    public record Delivery(
            String predictionId,
            String model,
            WebhookEvent event,
            String webhookId,
            int tryNumber,
            int status,
            Instant at) {

        /** Whether the receiver took it. */
        public boolean taken() {
            return status >= 200 && status < 300;
        }
    }
}
