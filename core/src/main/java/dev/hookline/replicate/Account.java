package dev.hookline.replicate;

import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A user or an organization on Replicate. Immutable, with value equality. */
public final class Account extends JsonValue {

    private Account(JsonNode json) {
        super(json);
    }

    static Account from(JsonNode json) {
        return new Account(json);
    }

    /** Returns the name that stands in the names of its models. */
    public Optional<String> username() {
        return Json.text(json(), "username");
    }

    /** Returns the name that is shown to people. */
    public Optional<String> name() {
        return Json.text(json(), "name");
    }

    /** Returns {@code user} or {@code organization}. */
    public Optional<String> type() {
        return Json.text(json(), "type");
    }

    /** Returns the account on GitHub. */
    public Optional<URI> githubUrl() {
        return Json.uri(json(), "github_url");
    }

    /** Returns the picture of the account. */
    public Optional<URI> avatarUrl() {
        return Json.uri(json(), "avatar_url");
    }

    @Override
    public String toString() {
        return "Account[" + username().orElse("") + "]";
    }
}
