package dev.hookline.replicate;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A prediction to be made: the model, its input, and what Replicate is asked to do when something happens. Immutable;
 * inputs are copied when they are given. Its webhook URL is a secret, and is shown by nothing but {@link #webhook()}.
 */
public final class CreatePrediction {
    private final ModelReference model;
    private final ObjectNode input;
    private final @Nullable URI webhook;
    private final Set<WebhookEventType> events;
    private final @Nullable Duration cancelAfter;
    private final @Nullable Duration waitFor;

    private CreatePrediction(Builder builder) {
        this.model = builder.model;
        this.input = builder.input.deepCopy();
        this.webhook = builder.webhook;
        this.events = Set.copyOf(builder.events);
        this.cancelAfter = builder.cancelAfter;
        this.waitFor = builder.waitFor;
    }

    /**
     * Begins a prediction of a model: {@code owner/name}, {@code owner/name:version}, a version id, or
     * {@code deployments/owner/name}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Builder model(String reference) {
        return model(ModelReference.parse(reference));
    }

    /** Begins a prediction of a model, a version or a deployment. */
    public static Builder model(ModelReference reference) {
        return new Builder(reference);
    }

    /**
     * Begins a prediction of a deployment, {@code owner/name}.
     *
     * @throws IllegalArgumentException if the text is no such name
     */
    public static Builder deployment(String ownerAndName) {
        return model(ModelReference.deployment(ownerAndName));
    }

    /** Returns what the prediction runs on. */
    public ModelReference model() {
        return model;
    }

    private CreatePrediction(CreatePrediction other, @Nullable Duration waitFor) {
        this.model = other.model;
        this.input = other.input;
        this.webhook = other.webhook;
        this.events = other.events;
        this.cancelAfter = other.cancelAfter;
        this.waitFor = waitFor;
    }

    /** The same, with as long a wait as Replicate takes and the caller has. */
    CreatePrediction waitingFor(Duration longest) {
        return new CreatePrediction(this, Waiting.byReplicate(longest).orElse(null));
    }

    ObjectNode inputNode() {
        return input;
    }

    /** Returns a copy of the input as JSON, in which a file stands as itself. */
    public JsonNode input() {
        return input.deepCopy();
    }

    /** Returns where webhooks are sent; whoever holds this URL can claim to be a prediction's webhook. */
    public Optional<URI> webhook() {
        return Optional.ofNullable(webhook);
    }

    /** Returns what webhooks are asked for; empty for Replicate's default, which is all. */
    public Set<WebhookEventType> events() {
        return events;
    }

    /** Returns after how long Replicate ends the prediction by itself. */
    public Optional<Duration> cancelAfter() {
        return Optional.ofNullable(cancelAfter);
    }

    /** Returns how long Replicate is asked to keep the create request open. */
    public Optional<Duration> waitFor() {
        return Optional.ofNullable(waitFor);
    }

    static JsonNode json(String name, @Nullable Object value) {
        try {
            return Json.MAPPER.valueToTree(value);
        } catch (JacksonException e) {
            if (e.getCause() instanceof ReplicateException file) {
                throw file;
            }
            throw new IllegalArgumentException("input \"" + name + "\" has no JSON form", e);
        }
    }

    /** Shows the model and the names of the inputs; never their values, nor the webhook. */
    @Override
    public String toString() {
        return "CreatePrediction[model=" + model + ", input=" + input.propertyNames() + "]";
    }

    /** Collects a prediction. Not thread-safe. */
    public static final class Builder {
        private static final Duration LEAST_LIFE = Duration.ofSeconds(5);
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

        private final ModelReference model;
        private final ObjectNode input = Json.MAPPER.createObjectNode();
        private final Set<WebhookEventType> events = EnumSet.noneOf(WebhookEventType.class);
        private @Nullable URI webhook;
        private @Nullable Duration cancelAfter;
        private @Nullable Duration waitFor;

        private Builder(ModelReference model) {
            this.model = model;
        }

        /**
         * Sets an input: text, a number, a list, a map, a record, a bean, JSON, or a file. A file is a
         * {@link FileUpload}, a path, or bytes, and may stand anywhere inside the value: it is uploaded when the
         * prediction is created, or becomes a data URL when it is small.
         * The value is taken as it is now; null
         * is sent as null. A named module has to open its records' package to {@code tools.jackson.databind}.
         *
         * @throws IllegalArgumentException if the value has no JSON form
         * @throws ReplicateException if a path cannot be read, or is larger than {@link FileUpload#MAX_BYTES}
         */
        public Builder input(String name, @Nullable Object value) {
            input.set(name, json(name, value));
            return this;
        }

        /**
         * Sets several inputs, each as {@link #input(String, Object)} does.
         *
         * @throws IllegalArgumentException if a value has no JSON form
         */
        public Builder input(Map<String, ? extends @Nullable Object> values) {
            values.forEach(this::input);
            return this;
        }

        /**
         * Sets an input for each component of a record or property of a bean, as {@link #input(String, Object)} does;
         * those that are null are left out.
         *
         * @throws IllegalArgumentException if the value has no JSON form, or one that is no object
         */
        public Builder inputFrom(Object recordOrBean) {
            if (!(json("of " + recordOrBean.getClass().getName(), recordOrBean) instanceof ObjectNode object)) {
                throw new IllegalArgumentException(recordOrBean.getClass().getName() + " is no object in JSON");
            }
            object.forEachEntry((name, value) -> {
                if (!value.isNull()) {
                    input.set(name, value);
                }
            });
            return this;
        }

        /** Sets where Replicate sends webhooks; none unless set. Replicate takes HTTPS only. */
        public Builder webhook(URI url) {
            this.webhook = url;
            return this;
        }

        /** Sets what webhooks are sent for; everything unless set. */
        public Builder events(WebhookEventType... types) {
            events.clear();
            events.addAll(Arrays.asList(types));
            return this;
        }

        /**
         * Bounds the life of the prediction, counted from its creation, at least five seconds and rounded up to whole
         * ones; unbounded unless set. It then ends as canceled if it was running, as aborted if it had not begun.
         */
        public Builder cancelAfter(Duration life) {
            this.cancelAfter = life;
            return this;
        }

        /**
         * Asks Replicate to keep the create request open until the prediction ends, for one to sixty seconds; not at
         * all unless set. The client's timeouts are longer by as much.
         */
        public Builder waitFor(Duration longest) {
            this.waitFor = longest;
            return this;
        }

        /**
         * Builds the prediction.
         *
         * @throws IllegalArgumentException if an option is out of its bounds; the message names every one that is
         */
        public CreatePrediction build() {
            List<String> faults = new ArrayList<>();
            WebhookOptions.check(webhook, events, faults);
            if (cancelAfter != null && cancelAfter.compareTo(LEAST_LIFE) < 0) {
                faults.add("cancelAfter has to be 5 seconds or more");
            }
            if (waitFor != null
                    && (waitFor.compareTo(Duration.ofSeconds(1)) < 0 || waitFor.compareTo(LONGEST_WAIT) > 0)) {
                faults.add("waitFor has to be from 1 to 60 seconds");
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("prediction of " + model + ": " + String.join("; ", faults));
            }
            return new CreatePrediction(this);
        }
    }
}
