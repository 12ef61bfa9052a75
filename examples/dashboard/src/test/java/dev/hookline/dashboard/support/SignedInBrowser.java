package dev.hookline.dashboard.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A window of the browser in which the first account has signed in, on the page with all jobs. */
public final class SignedInBrowser implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 60_000;

    private final RunningDashboard dashboard;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private SignedInBrowser(RunningDashboard dashboard, BrowserContext context) {
        this.dashboard = dashboard;
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // What is refused is answered with a status that a browser writes down as an error.
            if (message.type().equals("error") && !message.text().contains("status of 400")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Opens a window and signs in. */
    public static SignedInBrowser open(Chromium chromium, RunningDashboard dashboard, boolean javaScript) {
        SignedInBrowser browser = new SignedInBrowser(
                dashboard, chromium.browser().newContext(options().setJavaScriptEnabled(javaScript)));
        signIn(browser.page, dashboard);
        return browser;
    }

    /** Signs in, in any window. */
    public static void signIn(Page page, RunningDashboard dashboard) {
        page.navigate(dashboard.url("/").toString());
        page.locator("#username").fill(RunningDashboard.USER);
        page.locator("#password").fill(RunningDashboard.PASSWORD);
        page.locator("main button[type=submit]").click();
        PlaywrightAssertions.assertThat(page.locator("#jobs")).hasCount(1);
    }

    /** Opens a window with the cookies of another that has signed in. */
    public static SignedInBrowser openAgain(Chromium chromium, RunningDashboard dashboard, String cookies) {
        SignedInBrowser browser = new SignedInBrowser(
                dashboard, chromium.browser().newContext(options().setStorageState(cookies)));
        browser.page.navigate(dashboard.url("/").toString());
        return browser;
    }

    private static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setLocale("en-GB");
    }

    /** The cookies of this window. */
    public String cookies() {
        return context.storageState();
    }

    /** The page. */
    public Page page() {
        return page;
    }

    /** What the browser wrote down as an error. */
    public List<String> complaints() {
        return complaints;
    }

    /** Chooses photos in the form, in this order. */
    public void choosePhotos(byte[]... photos) {
        page.locator("#make-photos").check();
        page.locator("#photos")
                .setInputFiles(IntStream.range(0, photos.length)
                        .mapToObj(i -> new FilePayload("photo-" + (i + 1) + ".jpg", "image/jpeg", photos[i]))
                        .toArray(FilePayload[]::new));
    }

    /** Moves a chosen photo one place earlier; its place is counted from 0. */
    public void moveEarlier(int place) {
        page.locator("#photo-form .preview")
                .nth(place)
                .locator("[data-move='-1']")
                .click();
    }

    /** Chooses the template in the form. */
    public void chooseTemplate(byte[] template) {
        page.locator("#template").setInputFiles(new FilePayload("template.jpg", "image/jpeg", template));
    }

    /** Fills the rest of the form with photos in, and sends it. */
    public void sendPhotos(String prompt, String size) {
        page.locator("#photo-prompt").fill(prompt);
        page.locator("#photo-form input[name=size][value='" + size + "']").check();
        page.locator("#photo-form button[type=submit]").click();
    }

    /** Fills the form without photos in, and sends it; gives the id of the job that was started. */
    public String ask(String prompt, String size) {
        page.locator("#make-text").check();
        page.locator("#prompt").fill(prompt);
        page.locator("#text-form input[name=size][value='" + size + "']").check();
        page.locator("#text-form button[type=submit]").click();
        return jobOf(prompt);
    }

    /** The id of the one job whose card shows this prompt. */
    public String jobOf(String prompt) {
        Locator card = page.locator(".card").filter(new Locator.FilterOptions().setHasText(prompt));
        PlaywrightAssertions.assertThat(card).hasCount(1);
        return card.getAttribute("id").substring("job-".length());
    }

    /** Waits until a job's card shows a status, without doing anything about it. */
    public void awaitCard(String id, String status) {
        PlaywrightAssertions.assertThat(page.locator("#job-" + id + " .badge"))
                .hasText(status, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Opens the page of a job. */
    public void review(String id) {
        page.navigate(dashboard.url("/jobs/" + id).toString());
    }

    @Override
    public void close() {
        context.close();
    }
}
