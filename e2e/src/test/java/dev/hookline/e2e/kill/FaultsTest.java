package dev.hookline.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;

/**
 * Two nodes under load on one PostgreSQL that syncs its commits: every second one of them is killed, and once the database
 * is. For twelve seconds, or as many as the property {@code faults.seconds} says.
 */
class FaultsTest {
    private static final int SECONDS = Integer.getInteger("faults.seconds", 12);
    private static final int LOADERS = 4;
    private static final int PREDICTIONS_PER_JOB = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    @Timeout(420)
    void everyJobEndsAndNoPredictionWhoseWebhookWasTakenIsMadeAgain() throws Exception { // promises 2, 3, 5 and 13
        try (JavaProcess replicate = startReplicate();
                CrashingPostgres database = CrashingPostgres.start(folder.resolve("postgres"))) {
            String api = replicate.await("url=");
            List<String> keys = new ArrayList<>();
            int kills;
            Instant calm;
            try (Nodes nodes = Nodes.open(folder, database.url(), api)) {
                nodes.start();
                nodes.start();
                AtomicBoolean loading = new AtomicBoolean(true);
                ExecutorService loaders = Executors.newFixedThreadPool(LOADERS);
                List<Future<List<String>>> started = new ArrayList<>();
                for (int i = 0; i < LOADERS; i++) {
                    String prefix = "k" + i + "-";
                    started.add(loaders.submit(() -> startJobs(nodes, prefix, loading)));
                }
                kills = makeFaults(nodes, database);
                loading.set(false);
                for (Future<List<String>> own : started) {
                    keys.addAll(own.get(60, TimeUnit.SECONDS));
                }
                loaders.shutdown();
                calm = Instant.now();
                nodes.reviveThoseThatFoundNoDatabase();
                awaitEnds(database, keys);
            }
            Duration tookToCalm = Duration.between(calm, Instant.now());
            int again = assertMadeAsPromised(new Http(URI.create(api), "Bearer " + ReplicateProgram.TOKEN), keys);
            System.out.printf(
                    Locale.ROOT,
                    "faults: %d s, %d kills, %d jobs, %d predictions, of which %d made again; all ended %.1f s after the last"
                            + " fault%n",
                    SECONDS,
                    kills,
                    keys.size(),
                    keys.size() * PREDICTIONS_PER_JOB + again,
                    again,
                    tookToCalm.toMillis() / 1000.0);
        }
    }

    private JavaProcess startReplicate() throws IOException {
        return JavaProcess.start(
                folder.resolve("replicate.txt"),
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReplicateProgram.class.getName()));
    }

    /** One job after the other, each asked for until it is accepted. */
    private static List<String> startJobs(Nodes nodes, String prefix, AtomicBoolean loading)
            throws InterruptedException {
        List<String> keys = new ArrayList<>();
        while (loading.get()) {
            String key = prefix + keys.size();
            while (!nodes.tryToStartJob(key)) {
                pass(Duration.ofMillis(50));
            }
            keys.add(key);
            pass(Duration.ofMillis(50));
        }
        return keys;
    }

    /** The faults come by the clock, since what they hit cannot be foreseen. */
    private static void pass(Duration time) {
        await().pollDelay(time).until(() -> true);
    }

    private static int makeFaults(Nodes nodes, CrashingPostgres database) throws Exception {
        Random random = new Random(1);
        int kills = 0;
        for (int second = 0; second < SECONDS; second++) {
            pass(Duration.ofSeconds(1));
            kills += nodes.killOne(random) ? 1 : 0;
            if (second == SECONDS / 2) {
                database.crashAndRestart();
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(SECONDS / 4);
        return kills;
    }

    private static void awaitEnds(CrashingPostgres database, List<String> keys) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.url());
        JdbcJobStore store = JdbcJobStore.builder(dataSource).build();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        store.list(JobQuery.newest(1).in(JobStatus.PROCESSING)).isEmpty());
        Map<String, Job> jobs = new HashMap<>();
        JobQuery query = JobQuery.newest(1_000);
        for (List<Job> page = store.list(query); !page.isEmpty(); page = store.list(query)) {
            page.forEach(job -> jobs.put(String.valueOf(job.labels().idempotencyKey()), job));
            query = query.after(page.get(page.size() - 1).id());
        }
        assertThat(jobs).containsOnlyKeys(keys);
        jobs.forEach((key, job) -> assertThat(job.state().output())
                .as("%s", job.state())
                .isEqualTo(
                        "\"" + String.join(" ", NodeProgram.lineOf(key).words()).toUpperCase(Locale.ROOT) + "\""));
    }

    /** A prediction and when it was made, and the first time that one of its webhooks was answered 200. */
    private record Made(String id, Instant at) {}

    /** Gives how many predictions were made again, each since no webhook of the one before had been taken by then. */
    private static int assertMadeAsPromised(Http replicate, List<String> keys) throws IOException {
        Map<String, List<Made>> byInput = new HashMap<>();
        for (JsonNode creation : all(replicate, "/simulator/received/creations")) {
            String input = creation.path("model").stringValue() + creation.path("input");
            Made made = new Made(
                    creation.path("predictionId").stringValue(),
                    Instant.parse(creation.path("at").stringValue()));
            byInput.computeIfAbsent(input, same -> new ArrayList<>()).add(made);
        }
        assertThat(byInput).hasSize(keys.size() * PREDICTIONS_PER_JOB);
        Map<String, Instant> taken = new HashMap<>();
        for (JsonNode delivery : all(replicate, "/simulator/received/deliveries")) {
            if (delivery.path("status").intValue() == 200) {
                Instant at = Instant.parse(delivery.path("at").stringValue());
                taken.merge(
                        delivery.path("predictionId").stringValue(),
                        at,
                        (one, other) -> Collections.min(List.of(one, other)));
            }
        }
        int again = 0;
        for (List<Made> made : byInput.values()) {
            for (int i = 1; i < made.size(); i++) {
                Instant heard = taken.getOrDefault(made.get(i - 1).id(), Instant.MAX);
                assertThat(heard)
                        .as("made again though its webhook was taken")
                        .isAfterOrEqualTo(made.get(i).at());
                again++;
            }
        }
        return again;
    }

    private static List<JsonNode> all(Http replicate, String path) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page = replicate.get(path + "?limit=10000");
        page.path("results").forEach(all::add);
        while (page.path("next").isNumber()) {
            page = replicate.get(path + "?limit=10000&from=" + page.path("next").longValue());
            page.path("results").forEach(all::add);
        }
        return all;
    }
}
