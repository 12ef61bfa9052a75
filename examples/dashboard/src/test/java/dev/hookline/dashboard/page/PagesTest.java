package dev.hookline.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.hookline.dashboard.support.Chromium;
import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.SignedInBrowser;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ReplicateSimulator;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts add to the pages, and what happens without a reload. */
class PagesTest {
    private static final int TEN_SECONDS = 10_000;

    private static Chromium chromium;
    private static RunningDashboard dashboard;

    private SignedInBrowser browser;
    private Page page;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        dashboard = RunningDashboard.start(data);
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
        browser = SignedInBrowser.open(chromium, dashboard, true);
        page = browser.page();
    }

    @AfterEach
    void close() {
        dashboard.bean(ReplicateSimulator.class).clearFaults();
        browser.close();
        assertThat(browser.complaints()).as("errors in the browser's console").isEmpty();
    }

    @Test
    void chosenPhotosAreShownAndAreMovedAndRemovedByKeyboard() {
        chooseThree();
        assertThat(names()).hasText(new String[] {"photo-1.jpg", "photo-2.jpg", "photo-3.jpg"});
        assertThat(page.locator(".preview img").evaluateAll("all => all.every(each => each.src.startsWith('blob:'))"))
                .isEqualTo(true);

        tool(2, "[data-move='-1']").focus();
        page.keyboard().press("Enter");
        assertThat(said()).hasText("photo-3.jpg is now number 2 of 3.");
        page.keyboard().press("Enter");
        assertThat(names()).hasText(new String[] {"photo-3.jpg", "photo-1.jpg", "photo-2.jpg"});

        tool(1, "[data-remove]").focus();
        page.keyboard().press("Enter");
        assertThat(names()).hasText(new String[] {"photo-3.jpg", "photo-2.jpg"});
        assertThat(said()).hasText("photo-1.jpg was removed.");
        assertThat(tool(1, "[data-remove]")).isFocused();
        assertThat(fileNames()).isEqualTo(List.of("photo-3.jpg", "photo-2.jpg"));
    }

    @Test
    void chosenPhotosAreDraggedIntoAnotherOrder() {
        chooseThree();

        page.locator(".preview").nth(2).dragTo(page.locator(".preview").nth(0));

        assertThat(names()).hasText(new String[] {"photo-3.jpg", "photo-1.jpg", "photo-2.jpg"});
        assertThat(fileNames()).isEqualTo(List.of("photo-3.jpg", "photo-1.jpg", "photo-2.jpg"));
    }

    @Test
    void filesAreDroppedAndWhatIsNoPictureIsRefusedAtOnce() {
        page.locator("#make-photos").check();
        drop("#photo-form [data-files='10'] .drop", "lake.png", "image/png");
        drop("#photo-form [data-files='10'] .drop", "notes.txt", "text/plain");

        assertThat(names()).hasText(new String[] {"lake.png"});
        assertThat(page.locator("#photos-error")).hasText("notes.txt: It is no picture in PNG, JPEG or WebP format.");
    }

    @Test
    void aRefusedFormKeepsThePhotosAndAnAcceptedOneStartsAnew() {
        browser.choosePhotos(photo(Color.RED), new byte[] {1, 2, 3});
        browser.sendPhotos("Kept over a refusal", "9:16");
        assertThat(page.locator("#photos-error")).containsText("Photo 2");
        assertThat(names()).hasCount(2);

        tool(1, "[data-remove]").click();
        page.locator("#photo-form .primary").click();

        browser.awaitCard(browser.jobOf("Kept over a refusal"), "Done");
        assertThat(names()).hasCount(0);
        assertThat(page.locator("#photo-prompt")).hasValue("");
        assertThat(page.locator("#photo-form [data-error]").first()).isEmpty();
    }

    @Test
    void theLanguageIsSwitchedOnThePageAndStays() {
        page.locator(".languages a[lang=th]").click();
        assertThat(page.locator("#jobs-title")).hasText("งาน");
        assertThat(page.locator("html")).hasAttribute("lang", "th");

        page.navigate(dashboard.url("/account").toString());
        assertThat(page.locator("h1")).hasText("บัญชีของคุณ");
        page.locator(".languages a[lang=en]").click();

        assertThat(page).hasURL(dashboard.url("/account").toString());
        assertThat(page.locator("h1")).hasText("Your account");
    }

    @Test
    void autoRefreshIsOffUntilSwitchedOnAndIsRemembered() {
        await().until(() -> !dashboard.get("/api/jobs?limit=100").body().contains("\"processing\"")); // of other tests
        List<String> asked = new ArrayList<>();
        page.clock().install();
        page.navigate(dashboard.url("/").toString());
        page.clock().runFor(1_000);
        page.onRequest((Request request) -> asked.add(request.url()));
        assertThat(page.locator("#auto-refresh")).not().isChecked();
        page.clock().runFor(TEN_SECONDS);
        assertThat(asked).isEmpty();

        page.locator("#auto-refresh").check();
        page.waitForResponse(dashboard.url("/").toString(), () -> page.clock().runFor(TEN_SECONDS));

        page.reload();
        assertThat(page.locator("#auto-refresh")).isChecked();
        page.locator("#auto-refresh").uncheck();
        page.reload();
        assertThat(page.locator("#auto-refresh")).not().isChecked();
    }

    @Test
    void aJobIsDeletedOnlyWhenThatIsConfirmed() {
        String id = dashboard.startJob("Deleted when confirmed", "9:16", 1);
        dashboard.awaitEnd(id);
        browser.review(id);
        assertThat(page.locator("#delete-confirm")).isHidden();

        page.locator("#delete").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#delete-confirm")).isVisible();
        assertThat(dashboard.get("/api/jobs/" + id).statusCode()).isEqualTo(200);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        assertThat(page.locator("#jobs")).hasCount(1);
        assertThat(dashboard.get("/api/jobs/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void whatFailedIsTriedAgainAndTheReviewFollowsWithoutAReload() {
        dashboard.bean(ReplicateSimulator.class).inject(Fault.flagAsSensitive().times(1));
        String id = dashboard.startJob("Tried again in place", "9:16", 2);
        dashboard.awaitEnd(id);
        browser.review(id);
        page.evaluate("window.sameDocument = true");
        assertThat(page.locator(".step.failed")).hasCount(1);

        page.locator("#pictures .missing.failed button").click();

        assertThat(page.locator("#state .badge")).hasText("Done", patiently());
        assertThat(page.locator(".step.succeeded")).hasCount(2);
        assertThat(page.locator("#pictures .result")).hasCount(2);
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void theLogIsFilteredInPlace() {
        dashboard.bean(ReplicateSimulator.class).inject(Fault.flagAsSensitive().times(1));
        String id = dashboard.startJob("Read in the log", "9:16", 1);
        dashboard.awaitEnd(id);
        browser.review(id);
        page.evaluate("window.sameDocument = true");

        page.locator("#log-level").selectOption("error");

        assertThat(page.locator("#log tr.info")).hasCount(0);
        assertThat(page.locator("#log tr.error").first()).containsText("sensitive");
        assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
    }

    @Test
    void oneCardIsReadAnewAlone() {
        dashboard.bean(ReplicateSimulator.class).inject(Fault.loseWebhooks());
        String id = dashboard.startJob("A card of its own", "9:16", 1);
        page.clock().install();
        page.navigate(dashboard.url("/").toString());
        page.clock().pauseAt(System.currentTimeMillis() + TEN_SECONDS); // so that the news are not followed
        assertThat(page.locator("#job-" + id + " .badge")).hasText("Running");
        dashboard.post("/api/jobs/" + id + "/cancel", "application/json", "");
        List<String> asked = new ArrayList<>();
        page.onRequest((Request request) -> asked.add(request.url()));

        page.locator("#refresh-" + id).click();

        assertThat(page.locator("#job-" + id + " .badge")).hasText("Canceled");
        assertThat(asked)
                .containsExactly(dashboard.url("/jobs/" + id + "/card?part=").toString());
        assertThat(dashboard.get("/jobs/" + id + "/card").headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/#job-" + id));
    }

    private void chooseThree() {
        browser.choosePhotos(photo(Color.RED), photo(Color.GREEN), photo(Color.BLUE));
    }

    private Locator names() {
        return page.locator("#photo-form [data-files='10'] .preview .name");
    }

    private Locator said() {
        return page.locator("#photo-form [data-said]").first();
    }

    private Locator tool(int place, String tool) {
        return page.locator("#photo-form [data-files='10'] .preview").nth(place).locator(tool);
    }

    private Object fileNames() {
        return page.evaluate("[...document.getElementById('photos').files].map(file => file.name)");
    }

    private void drop(String place, String name, String type) {
        page.locator(place)
                .evaluate(
                        "(place, [name, type]) => { const data = new DataTransfer();"
                                + " data.items.add(new File(['bytes'], name, {type}));"
                                + " place.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true,"
                                + " dataTransfer: data})); }",
                        List.of(name, type));
    }

    private static byte[] photo(Color color) {
        return TestPictures.filled(300, 200, color);
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(60_000);
    }
}
