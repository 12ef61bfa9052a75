package dev.hookline.dashboard.job;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.hookline.dashboard.support.Chromium;
import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.SignedInBrowser;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.MergedPicture;
import dev.hookline.simulator.ReplicateSimulator;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What users do, in a real browser, with sizes and order read from the files; run on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Checklist {
    private static final List<Color> COLORS = List.of(Color.RED, Color.GREEN, Color.BLUE);
    private static final byte[] TEMPLATE = TestPictures.filled(1_000, 1_250, Color.WHITE);
    private static final String BANANA = "google/nano-banana-pro";

    private Chromium chromium;
    private RunningDashboard dashboard;
    private SignedInBrowser browser;
    private String cookies;

    /** Starts the dashboard on some database. */
    abstract RunningDashboard start(Path data) throws Exception;

    @BeforeAll
    void startAll(@TempDir Path data) throws Exception {
        chromium = Chromium.start();
        dashboard = start(data);
        try (SignedInBrowser first = SignedInBrowser.open(chromium, dashboard, true)) {
            cookies = first.cookies();
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (dashboard != null) {
            dashboard.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        browser = SignedInBrowser.openAgain(chromium, dashboard, cookies);
    }

    @AfterEach
    void close() {
        replicate().clearFaults();
        browser.close();
        assertThat(browser.complaints()).as("errors in the browser's console").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1:1, 2048, 2048", "3:4, 1080, 1350", "9:16, 1080, 1920"})
    void aPromptBecomesAPictureOfTheWantedSize(String size, int width, int height) {
        String id = browser.ask("A lighthouse of size " + size, size);
        browser.awaitCard(id, "Done");

        assertSizes(job(id).path("images"), 1, width, height);
    }

    @ParameterizedTest
    @CsvSource({"1:1, 2048, 2048", "3:4, 1080, 1350", "9:16, 1080, 1920"})
    void photosAreEditedAndFinishedInTheWantedSizeInTheirOrder(String size, int width, int height) {
        browser.choosePhotos(photo(Color.RED), photo(Color.BLUE));
        browser.sendPhotos("Edited to " + size, size);
        String id = browser.jobOf("Edited to " + size);
        browser.awaitCard(id, "Done");

        JsonNode images = job(id).path("images");
        assertSizes(images, 2, width, height);
        assertThat(middle(images.path(0))).isEqualTo(Color.RED);
        assertThat(middle(images.path(1))).isEqualTo(Color.BLUE);
        browser.review(id);
        assertThat(browser.page().locator("#pictures .original img")).hasCount(2);
    }

    // promise 9
    @Test
    void photosAreMergedIntoTheTemplateInTheOrderThatWasChosen() {
        browser.choosePhotos(photo(Color.RED), photo(Color.GREEN), photo(Color.BLUE));
        browser.moveEarlier(2);
        browser.moveEarlier(1);
        browser.chooseTemplate(TEMPLATE);
        browser.sendPhotos("Merged in another order", "9:16");
        String id = browser.jobOf("Merged in another order");
        browser.awaitCard(id, "Done");

        BufferedImage merged = file(job(id).path("templateUrl").asString());
        assertThat(merged.getWidth()).isEqualTo(1080);
        assertThat(merged.getHeight()).isEqualTo(1920);
        assertThat(MergedPicture.places(3, 1080, 1920))
                .extracting(place -> TestPictures.nearest(merged, place.centerX(), place.centerY(), COLORS))
                .containsExactly(Color.BLUE, Color.RED, Color.GREEN);
        browser.review(id);
        assertThat(browser.page().locator("#merged .result img")).hasCount(1);
        assertThat(browser.page().locator("#original-template img")).hasCount(1);
    }

    @Test
    void whatIsNoPictureIsNamedAndNothingIsStarted() {
        browser.choosePhotos(photo(Color.RED), new byte[] {1, 2, 3});
        browser.sendPhotos("Never started", "9:16");

        assertThat(browser.page().locator("#photo-form [role=alert]")).containsText("Nothing was started yet");
        assertThat(browser.page().locator("#photos-error")).containsText("Photo 2: It is no picture in PNG");
        assertThat(browser.page().locator("#photo-form .preview[data-invalid] .name"))
                .hasText("photo-2.jpg");
        assertThat(browser.page().locator("#photo-prompt")).hasValue("Never started");
        assertThat(browser.page().locator(".card h3").getByText("Never started"))
                .hasCount(0);
    }

    // promise 10
    @Test
    void aPhotoThatTheModelRefusesIsTriedAgainByAButtonAndTheOthersStay() {
        replicate().inject(Fault.flagAsSensitive().onModel(BANANA).times(1));
        browser.choosePhotos(photo(Color.RED), photo(Color.GREEN));
        browser.sendPhotos("Half of it refused", "9:16");
        String id = browser.jobOf("Half of it refused");
        browser.awaitCard(id, "Partly done");
        long paid = replicate().received().predictionsMade();

        browser.review(id);
        assertThat(browser.page().locator("#pictures .missing.failed")).containsText("sensitive");
        browser.page().locator("#pictures .missing.failed button").click();

        assertThat(browser.page().locator("#state .badge")).hasText("Done", patiently());
        assertThat(replicate().received().predictionsMade()).isEqualTo(paid + 1);
    }

    @Test
    void noCreditIsSaidInWordsThatAPersonUnderstands() {
        replicate().inject(Fault.paymentRequired());

        String id = browser.ask("A lighthouse without credit", "9:16");

        browser.awaitCard(id, "Failed");
        assertThat(browser.page().locator("#job-" + id)).containsText("no credit left");
    }

    @Test
    void aRateLimitMakesAJobLateAndNoMore() {
        replicate().inject(Fault.tooManyRequests(Duration.ofMillis(500)).times(2));

        String id = browser.ask("A lighthouse in a queue", "9:16");

        browser.awaitCard(id, "Done");
        assertThat(dashboard.get("/api/jobs/" + id + "/log?level=warn").body()).contains("Replicate takes no more");
    }

    // promise 5
    @Test
    void aLostWebhookMakesAJobLateAndNoMore() {
        long lost = replicate().received().webhooksLost();
        browser.page().locator("#trouble-drop-webhooks").click();
        browser.page().navigate(dashboard.url("/").toString());

        String id = browser.ask("A lighthouse that nobody heard of", "9:16");

        browser.awaitCard(id, "Done");
        assertThat(replicate().received().webhooksLost()).isGreaterThan(lost);
        browser.page().locator("#trouble-normal").click();
        assertThat(browser.page().locator("#trouble-drop-webhooks")).hasAttribute("aria-pressed", "false");
    }

    @Test
    void withoutJavaScriptPhotosAreMergedToo() {
        browser.close();
        browser = SignedInBrowser.open(chromium, dashboard, false);
        browser.choosePhotos(photo(Color.GREEN));
        browser.chooseTemplate(TEMPLATE);
        browser.sendPhotos("Merged without a script", "3:4");
        String id = browser.jobOf("Merged without a script");
        dashboard.awaitEnd(id);

        browser.review(id);

        assertThat(browser.page().locator("#state .badge")).hasText("Done");
        assertThat(browser.page().locator("#merged .result img")).hasCount(1);
        BufferedImage merged = file(job(id).path("templateUrl").asString());
        assertThat(merged.getWidth()).isEqualTo(1080);
        assertThat(merged.getHeight()).isEqualTo(1350);
    }

    @Test
    void whoSignsOutSeesNothingMore() {
        browser.close();
        browser = SignedInBrowser.open(chromium, dashboard, true);
        browser.page().locator("#sign-out").click();
        assertThat(browser.page().locator("#username")).hasCount(1);

        browser.page().navigate(dashboard.url("/").toString());

        assertThat(browser.page().locator("#jobs")).hasCount(0);
    }

    private void assertSizes(JsonNode images, int count, int width, int height) {
        assertThat(images).hasSize(count);
        for (JsonNode image : images) {
            BufferedImage file = file(image.path("url").asString());
            assertThat(file.getWidth()).isEqualTo(width);
            assertThat(file.getHeight()).isEqualTo(height);
        }
    }

    private Color middle(JsonNode image) {
        BufferedImage file = file(image.path("url").asString());
        return TestPictures.nearest(file, file.getWidth() / 2, file.getHeight() / 2, COLORS);
    }

    private JsonNode job(String id) {
        return dashboard.json("/api/jobs/" + id);
    }

    private BufferedImage file(String url) {
        return TestPictures.decode(dashboard.getBytes(url).body());
    }

    private ReplicateSimulator replicate() {
        return dashboard.bean(ReplicateSimulator.class);
    }

    private static byte[] photo(Color color) {
        return TestPictures.filled(800, 600, color);
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(60_000);
    }
}
