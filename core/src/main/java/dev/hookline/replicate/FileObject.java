package dev.hookline.replicate;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A file that was uploaded to Replicate. Immutable, with value equality. */
public final class FileObject extends JsonValue {
    private final String id;

    private FileObject(JsonNode json, String id) {
        super(json);
        this.id = id;
    }

    static FileObject from(JsonNode json) {
        return Json.text(json, "id")
                .map(id -> new FileObject(json, id))
                .orElseThrow(() -> new ReplicateException("not a file: JSON without an id"));
    }

    /** Returns the id. */
    public String id() {
        return id;
    }

    /** Returns the name that it was given. */
    public Optional<String> name() {
        return Json.text(json(), "name");
    }

    /** Returns the media type. */
    public Optional<String> contentType() {
        return Json.text(json(), "content_type");
    }

    /** Returns the size in bytes; 0 when Replicate does not say. */
    public long sizeBytes() {
        return json().path("size").longValue(0);
    }

    /** Returns the SHA-256 of the content in hexadecimal. */
    public Optional<String> sha256() {
        return Json.text(json().path("checksums"), "sha256");
    }

    /** Returns the metadata that it was given. */
    public JsonNode metadata() {
        return Json.child(json(), "metadata");
    }

    /** Returns when it was uploaded. */
    public Optional<Instant> createdAt() {
        return Json.instant(json(), "created_at");
    }

    /** Returns when Replicate deletes it. */
    public Optional<Instant> expiresAt() {
        return Json.instant(json(), "expires_at");
    }

    /**
     * Returns the URL of the file, which a prediction of the same account can take as an input.
     *
     * @throws ReplicateException if Replicate gave none
     */
    public URI url() {
        return Json.uri(json().path("urls"), "get")
                .orElseThrow(() -> new ReplicateException("file " + id + " has no URL"));
    }

    @Override
    public String toString() {
        return "FileObject[id=" + id + ", sizeBytes=" + sizeBytes() + "]";
    }
}
