package dev.hookline.replicate;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A training to be made: the version that learns, what it learns from, and the model that it becomes. Immutable. */
public final class CreateTraining {
    private final ModelReference trainer;
    private final ObjectNode body;
    private final @Nullable URI webhook;

    private CreateTraining(Builder builder) {
        this.trainer = builder.trainer;
        this.body = builder.body();
        this.webhook = builder.webhook;
    }

    /**
     * Begins a training of {@code owner/name:version}, whose result becomes a version of {@code destination}.
     *
     * @throws IllegalArgumentException if the trainer is not named with its version, or the destination is not
     *     {@code owner/name}
     */
    public static Builder of(String trainer, String destination) {
        ModelReference reference = ModelReference.parse(trainer);
        if (reference.kind() != ModelReference.Kind.MODEL_VERSION) {
            throw new IllegalArgumentException("a training runs \"owner/name:version\", not \"" + reference + "\"");
        }
        ModelName name = ModelName.parse(destination);
        return new Builder(reference, name.owner() + "/" + name.name());
    }

    /** Returns the version that learns. */
    public ModelReference trainer() {
        return trainer;
    }

    ObjectNode body() {
        return body;
    }

    @Nullable
    URI webhook() {
        return webhook;
    }

    /** Shows the trainer and the names of the inputs; never their values, nor the webhook. */
    @Override
    public String toString() {
        return "CreateTraining[trainer=" + trainer + ", input="
                + body.path("input").propertyNames() + "]";
    }

    /** Collects a training. Not thread-safe. */
    public static final class Builder {
        private final ModelReference trainer;
        private final String destination;
        private final ObjectNode input = Json.MAPPER.createObjectNode();
        private final Set<WebhookEventType> events = EnumSet.noneOf(WebhookEventType.class);
        private @Nullable URI webhook;

        private Builder(ModelReference trainer, String destination) {
            this.trainer = trainer;
            this.destination = destination;
        }

        /**
         * Sets an input, as {@link CreatePrediction.Builder#input(String, Object)} does.
         *
         * @throws IllegalArgumentException if the value has no JSON form
         */
        public Builder input(String name, @Nullable Object value) {
            input.set(name, CreatePrediction.json(name, value));
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
         * Builds the training.
         *
         * @throws IllegalArgumentException if an option is wrong; the message names every one that is
         */
        public CreateTraining build() {
            List<String> faults = new ArrayList<>();
            WebhookOptions.check(webhook, events, faults);
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("training of " + trainer + ": " + String.join("; ", faults));
            }
            return new CreateTraining(this);
        }

        private ObjectNode body() {
            ObjectNode body = Json.MAPPER.createObjectNode().put("destination", destination);
            body.set("input", input.deepCopy());
            WebhookOptions.write(webhook, events, body);
            return body;
        }
    }
}
