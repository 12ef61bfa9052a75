package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Content;
import dev.hookline.replicate.internal.http.HttpCall;
import dev.hookline.replicate.internal.http.MultipartBody;
import java.nio.file.Path;
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
        Content body = new MultipartBody(api.boundary())
                .file("content", upload.name(), upload.content())
                .field("type", upload.content().type())
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
}
