package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Content;
import dev.hookline.replicate.internal.http.HttpCall;
import dev.hookline.replicate.internal.http.MultipartBody;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Files that predictions of the account can take as inputs. Thread-safe. */
public final class Files {
    private final Api api;

    Files(Api api) {
        this.api = api;
    }

    /**
     * Uploads a file, streamed; its {@link FileObject#url()} can be an input. {@code POST /files}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public FileObject create(FileUpload upload) {
        return Api.await(createAsync(upload));
    }

    /** Does what {@link #create(FileUpload)} does, without waiting. */
    public CompletableFuture<FileObject> createAsync(FileUpload upload) {
        Content content = upload.content();
        Content body = new MultipartBody(api.boundary())
                .file("content", upload.name(), content)
                .field("type", content.type())
                .field("filename", upload.name())
                .json("metadata", upload.metadata().toString())
                .build();
        HttpCall call = api.post("files").content(body).build();
        return api.json(call, FileObject::from);
    }

    /**
     * Uploads the file at a path, as {@link #create(FileUpload)} does.
     *
     * @throws ReplicateException if it cannot be read or is larger than {@link FileUpload#MAX_BYTES}, or as
     *     {@link Replicate} describes
     */
    public FileObject create(Path path, String contentType, String name) {
        return create(FileUpload.of(path, contentType, name));
    }

    /**
     * Uploads bytes, as {@link #create(FileUpload)} does.
     *
     * @throws ReplicateException if they are more than {@link FileUpload#MAX_BYTES}, or as {@link Replicate} describes
     */
    public FileObject create(byte[] bytes, String contentType, String name) {
        return create(FileUpload.of(bytes, contentType, name));
    }

    /**
     * Returns what is known of a file. {@code GET /files/{id}}
     *
     * @throws NotFoundException if there is none of this id
     * @throws ReplicateException as {@link Replicate} describes
     */
    public FileObject get(String id) {
        return Api.await(getAsync(id));
    }

    /** Does what {@link #get} does, without waiting. */
    public CompletableFuture<FileObject> getAsync(String id) {
        return api.json(api.get("files", id).build(), FileObject::from);
    }

    /**
     * Lists the account's files, newest first. {@code GET /files}
     *
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Page<FileObject> list() {
        return Api.await(listAsync());
    }

    /** Does what {@link #list} does, without waiting. */
    public CompletableFuture<Page<FileObject>> listAsync() {
        return api.page(api.get("files").build(), FileObject::from);
    }

    /**
     * Deletes a file. {@code DELETE /files/{id}}
     *
     * @throws NotFoundException if there is none of this id
     * @throws ReplicateException as {@link Replicate} describes
     */
    public void delete(String id) {
        Api.await(deleteAsync(id));
    }

    /** Does what {@link #delete} does, without waiting. */
    public CompletableFuture<Void> deleteAsync(String id) {
        return api.done(api.delete("files", id).build());
    }

    /**
     * Opens a file by a signed download link, which needs no token: its owner, when the link expires, and the signature.
     * {@code GET /files/{id}/download}
     *
     * @throws NotFoundException if there is none of this id, or the signature does not fit
     * @throws ReplicateException as {@link Replicate} describes
     */
    public Download download(String id, String owner, Instant expiry, String signature) {
        return Api.await(downloadAsync(id, owner, expiry, signature));
    }

    /** Does what {@link #download} does, without waiting for the answer's first byte. */
    public CompletableFuture<Download> downloadAsync(String id, String owner, Instant expiry, String signature) {
        Map<String, String> query =
                Map.of("owner", owner, "expiry", Long.toString(expiry.getEpochSecond()), "signature", signature);
        HttpCall call = api.find(query, "files", id, "download")
                .header("Accept", "*/*")
                .streaming()
                .build();
        return api.answer(call, Download::of);
    }
}
