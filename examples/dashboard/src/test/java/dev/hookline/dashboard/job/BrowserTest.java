package dev.hookline.dashboard.job;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.LoadState;
import dev.hookline.dashboard.support.Chromium;
import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.TestPictures;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BrowserTest {
    private static final int IDLE_MILLIS = 2_500;

    private static Chromium chromium;
    private static RunningDashboard dashboard;

    private BrowserContext context;
    private Page page;
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        dashboard = RunningDashboard.start(data, "dashboard.simulator.latency=300ms");
    }

    @AfterAll
    static void stop() {
        if (dashboard != null) {
            dashboard.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        open(true);
    }

    private void open(boolean javaScript) {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(javaScript)
                        .setLocale("en-GB"));
        page = context.newPage();
        page.onRequest((Request request) -> requests.add(request.url()));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(dashboard.url("/login").toString());
        page.locator("#username").fill(RunningDashboard.USER);
        page.locator("#password").fill(RunningDashboard.PASSWORD);
        page.locator("main button[type=submit]").click();
        assertThat(page.locator("#jobs-title")).hasCount(1);
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(complaints).as("errors in the browser's console").isEmpty();
        assertThat(requests).allMatch(url -> url.startsWith(dashboard.url("/").toString()));
    }

    @ParameterizedTest
    @CsvSource({"1:1, 2048, 2048", "3:4, 1080, 1350", "9:16, 1080, 1920"})
    void aPromptBecomesTwoPicturesOfTheWantedSizeWithoutAReload(String size, int width, int height) {
        page.navigate(dashboard.url("/").toString());
        String id = ask("A lighthouse at dusk, " + size, size, 2);
        page.evaluate("window.sameDocument = true");

        Locator card = page.locator("#job-" + id);
        assertThat(card.locator(".badge")).hasText("Done", patiently());
        assertThat(card.locator(".tiles img")).hasCount(2);
        assertThat(card.locator(".count")).hasText("2 of 2 done");
        assertThat(page.locator("#banner")).hasText("");
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);

        JsonNode images = dashboard.json("/api/jobs/" + id).path("images");
        assertThat(images).hasSize(2);
        for (JsonNode image : images) {
            BufferedImage file = TestPictures.decode(
                    dashboard.getBytes(image.path("url").asString()).body());
            assertThat(file.getWidth()).isEqualTo(width);
            assertThat(file.getHeight()).isEqualTo(height);
        }
    }

    @Test
    void theReviewShowsThePicturesInOrderAndTheLog() {
        page.navigate(dashboard.url("/").toString());
        String id = ask("Paper boats on a rainy street", "9:16", 4);
        page.locator("#job-" + id + " h3 a").click();

        assertThat(page.locator("#state .badge")).hasText("Done", patiently());
        assertThat(page.locator("#pictures img")).hasCount(4);
        assertThat(page.locator("#pictures figcaption b"))
                .hasText(new String[] {"Picture 1", "Picture 2", "Picture 3", "Picture 4"});
        assertThat(page.locator("#pictures img").evaluateAll("all => all.map(each => each.getAttribute('src'))"))
                .isEqualTo(StreamSupport.stream(
                                dashboard.json("/api/jobs/" + id).path("images").spliterator(), false)
                        .map(image -> image.path("url").asString())
                        .toList());
        assertThat(page.locator("#log tr").first()).containsText("Job accepted");
        assertThat(page.locator("#log tr").last()).containsText("Job succeeded");
        assertThat(page.locator("#cancel")).hasCount(0);
    }

    @Test
    void aPageThatHasNoNewsAsksForNothing() {
        page.navigate(dashboard.url("/").toString());
        String id = ask("Fog over a small harbour", "3:4", 1);
        assertThat(page.locator("#job-" + id + " .badge")).hasText("Done", patiently());
        page.waitForLoadState(LoadState.LOAD);
        page.waitForTimeout(1_000);
        requests.clear();

        page.waitForTimeout(IDLE_MILLIS);

        assertThat(requests).isEmpty();
    }

    @Test
    void whatIsBeingTypedSurvivesTheNews() {
        page.navigate(dashboard.url("/").toString());
        page.locator("#prompt").fill("Half of a new pro");

        String id = dashboard.startJob("A job from elsewhere", "9:16", 1);

        assertThat(page.locator("#job-" + id + " .badge")).hasText("Done", patiently());
        assertThat(page.locator("#prompt")).hasValue("Half of a new pro");
        assertThat(page.locator("#prompt")).isFocused();
    }

    @Test
    void aJobThatIsDeletedInOneWindowDisappearsInTheOther() {
        String id = dashboard.startJob("Deleted in a while", "9:16", 1);
        dashboard.awaitEnd(id);
        page.navigate(dashboard.url("/").toString());
        Page other = context.newPage();
        other.navigate(dashboard.url("/jobs/" + id).toString());

        other.locator("#delete").click();
        other.locator(".confirm button").click();

        assertThat(page.locator("#job-" + id)).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(10_000));
        assertThat(other).hasURL(dashboard.url("/").toString() + "#jobs");
    }

    @Test
    void withoutJavaScriptAllOfItWorksByRefreshing() {
        context.close();
        open(false);
        page.navigate(dashboard.url("/").toString());
        String id = ask("A garden without any script", "9:16", 1);
        dashboard.awaitEnd(id);

        page.locator(".jobs .heading .button").click();
        assertThat(page.locator("#job-" + id + " .badge")).hasText("Done");
        page.locator("#job-" + id + " h3 a").click();
        page.locator("#delete").click();
        page.locator(".confirm button").click();

        assertThat(page.locator("#job-" + id)).hasCount(0);
    }

    @Test
    void everyControlIsReachedAndUsedByKeyboard() {
        page.navigate(dashboard.url("/").toString());
        page.locator("#prompt").focus();
        page.keyboard().type("Written by keyboard alone");
        page.keyboard().press("Tab");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        Locator card =
                page.locator(".card").filter(new Locator.FilterOptions().setHasText("Written by keyboard alone"));
        assertThat(card).hasCount(1);
        assertThat(card.locator(".meta")).containsText("1080 × 1920");
        assertThat(card.locator(".badge")).hasText("Done", patiently());
    }

    /** Fills the form in and sends it; gives the id of the job that it started. */
    private String ask(String prompt, String size, int images) {
        page.locator("#prompt").fill(prompt);
        page.locator("#text-form input[name=size][value='" + size + "']").check();
        page.locator("input[name=images][value='" + images + "']").check();
        page.locator("#text-form button[type=submit]").click();
        Locator card = page.locator(".card").filter(new Locator.FilterOptions().setHasText(prompt));
        assertThat(card).hasCount(1);
        return card.getAttribute("id").substring("job-".length());
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(60_000);
    }
}
