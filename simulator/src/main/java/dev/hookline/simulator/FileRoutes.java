package dev.hookline.simulator;

import dev.hookline.simulator.Uploads.Upload;
import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.MultipartForm;
import dev.hookline.simulator.internal.http.MultipartForm.Part;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The files API. Thread-safe. */
final class FileRoutes {

    /** What one upload may have. */
    static final int MAX_BYTES = 100 * 1024 * 1024;

    private static final int NAME_MAX_BYTES = 255;

    private final Uploads uploads;
    private final Links links;
    private final DownloadSignature signature;
    private final InstantSource clock;

    FileRoutes(Uploads uploads, Links links, DownloadSignature signature, InstantSource clock) {
        this.uploads = uploads;
        this.links = links;
        this.signature = signature;
        this.clock = clock;
    }

    Answer create(Request request) {
        MultipartForm form = form(request);
        Part content = form.part("content").orElseThrow(() -> missing("content"));
        if (content.content().length > MAX_BYTES) {
            throw new Refusal(Problem.tooLarge());
        }
        String name = form.part("filename").map(Part::text).orElse(content.filename());
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > NAME_MAX_BYTES) {
            throw missing("filename");
        }
        String type = form.part("type").map(Part::text).orElse(content.contentType());
        OutputFile file =
                OutputFile.owning(name, type.isEmpty() ? "application/octet-stream" : type, content.content());
        ObjectNode metadata =
                form.part("metadata").map(part -> Json.parse(part.content())).orElseGet(Json::object);
        return Json.answer(201, json(uploads.add(file, sha256(content.content()), metadata)));
    }

    Answer get(Request request) {
        return Json.answer(200, json(find(request)));
    }

    Answer list(Request request) {
        Page page = new Page(links.api() + "/files", request);
        List<Upload> newestFirst = uploads.all().stream()
                .sorted((a, b) -> Long.compare(b.number(), a.number()))
                .toList();
        newestFirst.forEach(upload -> page.add(json(upload)));
        return page.answer();
    }

    Answer delete(Request request) {
        uploads.remove(find(request));
        return Answer.empty(204);
    }

    /** Serves an upload to whoever has a signed URL. */
    Answer download(Request request) {
        Upload upload = find(request);
        if (!signature.allows(request, upload.id(), clock.instant())) {
            throw new Refusal(Problem.fileNotFound());
        }
        return Answer.of(200, upload.file().contentType(), upload.file().content());
    }

    private Upload find(Request request) {
        return uploads.find(request.parameter("id")).orElseThrow(() -> new Refusal(Problem.fileNotFound()));
    }

    private static MultipartForm form(Request request) {
        try {
            return MultipartForm.parse(request.header("Content-Type").orElse(""), request.body());
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Problem.of(400, "Bad request", "The request's body must be multipart/form-data"));
        }
    }

    private static Refusal missing(String field) {
        return new Refusal(
                Problem.invalid(List.of(new InvalidField("required", field, field + " is missing or too long"))));
    }

    private ObjectNode json(Upload upload) {
        ObjectNode json = Json.object();
        json.put("id", upload.id()).put("name", upload.file().name());
        json.put("content_type", upload.file().contentType())
                .put("size", upload.file().size());
        json.putObject("checksums").put("sha256", upload.sha256());
        json.set("metadata", upload.metadata());
        json.put("created_at", Json.time(upload.createdAt())).put("expires_at", Json.time(upload.expiresAt()));
        json.putObject("urls").put("get", links.upload(upload.id()));
        return json;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Each JDK has SHA-256", e);
        }
    }
}
