package dev.hookline.replicate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * Files that stand in an input, replaced by URLs before it is sent: a data URL where it is small, the URL of an upload
 * otherwise. A file that stands there twice is uploaded once.
 */
final class InputFiles {
    private final Files files;

    InputFiles(Files files) {
        this.files = files;
    }

    /** The input with URLs; the upload fails as such, and says that nothing else was sent. */
    CompletableFuture<ObjectNode> replaced(ObjectNode input) {
        List<FileUpload> found = new ArrayList<>();
        collect(input, found);
        CompletableFuture<Map<FileUpload, String>> urls = CompletableFuture.completedFuture(new IdentityHashMap<>());
        for (FileUpload file : found) {
            urls = Futures.then(urls, known -> with(known, file));
        }
        return Futures.map(urls, known -> known.isEmpty() ? input : (ObjectNode) copy(input, known));
    }

    private CompletableFuture<Map<FileUpload, String>> with(Map<FileUpload, String> known, FileUpload file) {
        if (known.containsKey(file)) {
            return CompletableFuture.completedFuture(known);
        }
        if (file.fitsInline()) {
            known.put(file, file.dataUrl());
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<FileObject> upload = Futures.failingAs(files.createAsync(file), InputFiles::nothingSent);
        return Futures.map(upload, uploaded -> {
            known.put(file, uploaded.url().toString());
            return known;
        });
    }

    /** A lost upload costs nothing: whoever asks whether the prediction may have been made has to hear no. */
    private static ReplicateException nothingSent(ReplicateException failure) {
        return failure instanceof ReplicateConnectionException
                ? new ReplicateConnectionException(
                        "an input file was not uploaded: " + failure.getMessage(), false, failure)
                : failure;
    }

    private static void collect(JsonNode node, List<FileUpload> found) {
        if (node instanceof POJONode value && value.getPojo() instanceof FileUpload file) {
            found.add(file);
        }
        node.forEach(child -> collect(child, found));
    }

    private static JsonNode copy(JsonNode node, Map<FileUpload, String> urls) {
        if (node instanceof POJONode value && value.getPojo() instanceof FileUpload file) {
            return Json.MAPPER.getNodeFactory().stringNode(urls.getOrDefault(file, ""));
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.MAPPER.createObjectNode();
            object.forEachEntry((name, child) -> copy.set(name, copy(child, urls)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            array.forEach(child -> copy.add(copy(child, urls)));
            return copy;
        }
        return node;
    }
}
