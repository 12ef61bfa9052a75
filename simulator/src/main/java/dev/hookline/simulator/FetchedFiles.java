package dev.hookline.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Reads input files: data URLs, the simulator's own uploads and outputs without a detour over HTTP, and all else by HTTP. */
final class FetchedFiles implements InputFiles {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client;
    private final Links links;
    private final Uploads uploads;
    private final OutputFiles outputs;

    FetchedFiles(HttpClient client, Links links, Uploads uploads, OutputFiles outputs) {
        this.client = client;
        this.links = links;
        this.uploads = uploads;
        this.outputs = outputs;
    }

    @Override
    public byte[] read(String url) {
        if (url.regionMatches(true, 0, "data:", 0, 5)) {
            return data(url);
        }
        String uploaded = links.upload("");
        if (url.startsWith(uploaded)) {
            return own(uploads.find(url.substring(uploaded.length())).map(Uploads.Upload::file));
        }
        String delivered = links.root() + "/files-delivery/";
        if (url.startsWith(delivered)) {
            String rest = url.substring(delivered.length());
            return own(outputs.find(rest.substring(0, Math.max(0, rest.indexOf('/'))))
                    .map(OutputFiles.Output::file));
        }
        return fetch(url);
    }

    private static byte[] own(Optional<KeptFile> file) {
        return file.map(KeptFile::content).orElseThrow(() -> failure("404 Client Error: Not Found"));
    }

    private static byte[] data(String url) {
        int comma = url.indexOf(',');
        if (comma < 0) {
            throw failure("malformed data URL");
        }
        String payload = url.substring(comma + 1);
        try {
            return url.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")
                    ? Base64.getMimeDecoder().decode(payload)
                    : URLDecoder.decode(payload, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException malformed) {
            throw failure("malformed data URL");
        }
    }

    private byte[] fetch(String url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .GET()
                    .build();
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw failure("HTTP status " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted");
        } catch (IOException | IllegalArgumentException e) {
            throw failure(e.getClass().getSimpleName());
        }
    }

    private static ModelFailedException failure(String reason) {
        return new ModelFailedException("Failed to download input file: " + reason);
    }
}
