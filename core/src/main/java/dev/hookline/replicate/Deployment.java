package dev.hookline.replicate;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** A model that runs on machines of one's own choice. Immutable, with value equality. */
public final class Deployment extends JsonValue {

    private Deployment(JsonNode json) {
        super(json);
    }

    static Deployment from(JsonNode json) {
        return new Deployment(json);
    }

    /** Returns the account that owns it. */
    public Optional<String> owner() {
        return Json.text(json(), "owner");
    }

    /** Returns its name. */
    public Optional<String> name() {
        return Json.text(json(), "name");
    }

    /** Returns what it runs now. */
    public Optional<Release> currentRelease() {
        JsonNode release = json().path("current_release");
        return release.isObject() ? Optional.of(new Release(release)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Deployment[" + owner().orElse("") + "/" + name().orElse("") + "]";
    }

    /** What a deployment runs, and on what. Immutable, with value equality. */
    public static final class Release extends JsonValue {

        private Release(JsonNode json) {
            super(json);
        }

        /** Returns its number, counted from 1. */
        public OptionalLong number() {
            return Json.number(json(), "number");
        }

        /** Returns the model, {@code owner/name}. */
        public Optional<String> model() {
            return Json.text(json(), "model");
        }

        /** Returns the version id. */
        public Optional<String> version() {
            return Json.text(json(), "version");
        }

        /** Returns when it was made. */
        public Optional<Instant> createdAt() {
            return Json.instant(json(), "created_at");
        }

        /** Returns who made it. */
        public Optional<Account> createdBy() {
            JsonNode account = json().path("created_by");
            return account.isObject() ? Optional.of(Account.from(account)) : Optional.empty();
        }

        /** Returns the kind of machine, as {@link Hardware#sku()} names it. */
        public Optional<String> hardware() {
            return Json.text(json().path("configuration"), "hardware");
        }

        /** Returns how many machines there are at least. */
        public OptionalLong minInstances() {
            return Json.number(json().path("configuration"), "min_instances");
        }

        /** Returns how many machines there are at most. */
        public OptionalLong maxInstances() {
            return Json.number(json().path("configuration"), "max_instances");
        }

        @Override
        public String toString() {
            return "Release[" + model().orElse("") + ":" + version().orElse("") + "]";
        }
    }
}
