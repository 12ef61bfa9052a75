package dev.hookline.benchmarks.dashboard;

import dev.hookline.benchmarks.load.Times;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long somebody waits for a page of the dashboard while 500 jobs, which 8 threads start as fast as they can, are worked on:
 * the list of jobs, and a job's own page, opened in turns for 30 seconds from the first start on.
 */
public final class PagesUnderLoad {
    private static final String NAME = "tester";
    private static final String PASSWORD = "right-password";
    private static final int THREADS = 8;
    private static final int JOBS = 500;
    private static final int FIRST_JOBS = 20;
    private static final int WARMUP = 3_000;
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 50;
    private static final Aim AIM = Aim.atMost(200);

    private final Browser browser;
    private final JobsApi api;
    private final Times home = new Times();
    private final Times job = new Times();

    private PagesUnderLoad(URI site) {
        this.browser = new Browser(site);
        this.api = new JobsApi(site, NAME, PASSWORD);
    }

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        try (JarProcess dashboard = JarProcess.start(
                Jar.DASHBOARD.path(), "--dashboard.user=" + NAME, "--dashboard.password=" + PASSWORD)) {
            dashboard.awaitPage("/login");
            warmUpThisProcess();
            PagesUnderLoad pages = new PagesUnderLoad(dashboard.url());
            pages.warmUp();
            pages.run();
        }
    }

    private static void warmUpThisProcess() throws Exception {
        try (StandIn server = StandIn.start()) {
            PagesUnderLoad pages = new PagesUnderLoad(server.url());
            try (JobStarts starts = JobStarts.begin(pages.api, WARMUP, THREADS)) {
                starts.await();
            }
            for (int i = 0; i < WARMUP; i++) {
                pages.browser.nanosToOpen("/");
            }
        }
    }

    private void warmUp() throws IOException, InterruptedException {
        browser.signIn(NAME, PASSWORD);
        for (int i = 0; i < FIRST_JOBS; i++) {
            String id = api.start();
            browser.nanosToOpen("/");
            browser.nanosToOpen("/jobs/" + id);
        }
        Map<String, Integer> succeeded = Map.of("succeeded", FIRST_JOBS);
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (Map<String, Integer> now = api.statuses(); !now.equals(succeeded); now = api.statuses()) {
            if (System.nanoTime() > until) {
                throw new IOException("The first jobs have not all succeeded: " + now);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private void run() throws Exception {
        try (JobStarts starts = JobStarts.begin(api, JOBS, THREADS)) {
            openPages(starts, System.nanoTime() + LOAD.toNanos());
            System.out.printf(
                    "%d jobs accepted in %,d ms; with the first %d, after %d s: %s%n",
                    JOBS, starts.await().toMillis(), FIRST_JOBS, LOAD.toSeconds(), api.statuses());
        }
        Figure.print(Stream.concat(figures("GET /", home), figures("GET /jobs/{id}", job))
                .toList());
    }

    private void openPages(JobStarts starts, long until) throws IOException, InterruptedException {
        boolean isJobsTurn = false;
        while (System.nanoTime() < until) {
            Optional<String> id = isJobsTurn ? starts.any() : Optional.empty();
            if (id.isPresent()) {
                job.add(browser.nanosToOpen("/jobs/" + id.get()));
            } else {
                home.add(browser.nanosToOpen("/"));
            }
            isJobsTurn = !isJobsTurn;
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static Stream<Figure> figures(String page, Times times) {
        System.out.printf("%s: opened %d times%n", page, times.count());
        String name = page + " while " + JOBS + " jobs run, ";
        return Stream.of(
                Figure.of(name + "median", Quantity.millis(times.quantile(0.5)), AIM),
                Figure.of(name + "p99", Quantity.millis(times.quantile(0.99)), AIM),
                Figure.of(name + "max", Quantity.millis(times.quantile(1)), AIM));
    }
}
