package dev.hookline.benchmarks.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that starts jobs, with name and password in each request. Thread-safe. */
final class JobsApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String PATH = "/api/jobs";
    private static final String ORDER = """
            {"prompt":"a lighthouse at dusk","size":"1:1","images":1,"format":"jpg"}""";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper mapper = new JsonMapper();
    private final URI site;
    private final String authorization;

    JobsApi(URI site, String name, String password) {
        this.site = site;
        byte[] both = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Starts a job of one picture; gives its id. */
    String start() throws IOException, InterruptedException {
        HttpRequest.Builder order = request(PATH + "/text-to-image")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ORDER));
        return send(order, 202).path("id").asString();
    }

    /** How many jobs there are of each status. */
    Map<String, Integer> statuses() throws IOException, InterruptedException {
        Map<String, Integer> counts = new TreeMap<>();
        String after = "";
        do {
            JsonNode page = send(request(PATH + "?limit=100&after=" + after), 200);
            page.path("jobs").forEach(job -> counts.merge(job.path("status").asString(), 1, Integer::sum));
            after = page.path("next").asString("");
        } while (!after.isEmpty());
        return counts;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(site.resolve(path)).timeout(TIMEOUT).header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IOException(
                    answer.request().uri().getPath() + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return mapper.readTree(answer.body());
    }
}
