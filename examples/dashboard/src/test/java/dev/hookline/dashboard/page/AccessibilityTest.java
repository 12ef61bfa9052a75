package dev.hookline.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.hookline.dashboard.support.Axe;
import dev.hookline.dashboard.support.Chromium;
import dev.hookline.dashboard.support.Multipart;
import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.SignedInBrowser;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ReplicateSimulator;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No page has a serious problem in any state, by the rules of axe-core, and none is wider than a small phone. */
class AccessibilityTest {
    private static final byte[] PHOTO = TestPictures.filled(300, 200, Color.ORANGE);
    private static final int SMALL_PHONE = 320;

    private static Chromium chromium;
    private static RunningDashboard dashboard;

    /** One page in each state, the one at work last. */
    private static List<String> paths;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        dashboard = RunningDashboard.start(data);
        String done = end(dashboard.startJob("A lighthouse at dusk, ".repeat(40), "9:16", 2));
        String merged = end(dashboard.startJob(photos("merged").file("template", "t.jpg", "image/jpeg", PHOTO)));
        inject(Fault.flagAsSensitive().times(1));
        String partial = end(dashboard.startJob(photos("partly done")));
        inject(Fault.flagAsSensitive().times(1));
        String failed = end(dashboard.startJob("A lighthouse that fails", "9:16", 1));
        inject(Fault.loseWebhooks());
        String canceled = dashboard.startJob("A lighthouse that is canceled", "9:16", 1);
        dashboard.post("/api/jobs/" + canceled + "/cancel", "application/json", "");
        String running = dashboard.startJob("A lighthouse in the making", "1:1", 2);
        paths = List.of(
                "/",
                "/?after=" + done,
                "/jobs/" + done,
                "/jobs/" + merged,
                "/jobs/" + partial,
                "/jobs/" + failed,
                "/jobs/" + canceled,
                "/jobs/" + done + "?level=error",
                "/account?news=changed",
                "/accounts?news=taken",
                "/nothing",
                "/jobs/" + running);
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

    @ParameterizedTest
    @CsvSource({"en-GB, LIGHT, 1280", "th-TH, DARK, 320"})
    void noPageHasASeriousProblemNorScrollsToTheSide(String language, ColorScheme scheme, int width) {
        try (BrowserContext context = signIn(language, scheme, width)) {
            Page page = context.newPage();
            for (String path : paths) {
                page.navigate(dashboard.url(path).toString());
                assertThat(Axe.problems(page)).as(path).isEmpty();
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path)
                        .isLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void formsHaveNoSeriousProblemWhileTheyAreFilledInAndWhenTheyAreRefused() {
        try (SignedInBrowser browser = SignedInBrowser.open(chromium, dashboard, true)) {
            browser.choosePhotos(PHOTO, new byte[] {1, 2, 3});
            browser.chooseTemplate(PHOTO);
            assertThat(Axe.problems(browser.page())).as("chosen").isEmpty();

            browser.sendPhotos("Refused", "9:16");
            assertThat(browser.page().locator("#photos-error")).containsText("Photo 2");
            assertThat(Axe.problems(browser.page())).as("refused").isEmpty();
        }
        try (SignedInBrowser browser = SignedInBrowser.open(chromium, dashboard, false)) {
            browser.page().locator("#text-form").evaluate("form => { form.noValidate = true; }");
            browser.page().locator("#prompt").fill("short");
            browser.page().locator("#text-form .primary").click();
            assertThat(browser.page().locator("#prompt-error")).containsText("at least 10");
            assertThat(browser.page().locator("#prompt")).hasAttribute("aria-invalid", "true");
        }
    }

    @Test
    void theSignInPageHasNoSeriousProblem() {
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.setViewportSize(SMALL_PHONE, 600);
            page.navigate(dashboard.url("/login?wrong").toString());

            assertThat(Axe.problems(page)).isEmpty();
        }
    }

    private static BrowserContext signIn(String language, ColorScheme scheme, int width) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale(language)
                        .setColorScheme(scheme)
                        .setViewportSize(width, 700));
        SignedInBrowser.signIn(context.newPage(), dashboard);
        return context;
    }

    private static Multipart photos(String prompt) {
        return Multipart.form()
                .text("prompt", prompt)
                .text("size", "9:16")
                .photo(PHOTO)
                .photo(PHOTO);
    }

    private static String end(String id) {
        dashboard.awaitEnd(id);
        return id;
    }

    private static void inject(Fault fault) {
        dashboard.bean(ReplicateSimulator.class).inject(fault);
    }
}
