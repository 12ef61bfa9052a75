package dev.hookline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    private static final int BUDDHIST_ERA = 543;

    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"th | th", "th-TH,en;q=0.5 | th", "de,th;q=0.5 | th", "en-GB,th;q=0.9 | en", "de | en", "*** | en"
            })
    void aPageSpeaksTheFirstLanguageThatTheBrowserAsksForAndTheDashboardKnows(String asked, String spoken) {
        assertThat(page("/", "Accept-Language", asked)).contains("<html lang=\"" + spoken + "\"");
    }

    @Test
    void whatWasSwitchedToWinsOnEveryPageAlsoBeforeSigningInAndOnErrors() {
        Visitor nobody = Visitor.of(dashboard);
        HttpResponse<String> answer = nobody.get("/language/th?back=/login?wrong");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/login?wrong");
        assertThat(nobody.get("/login").body()).contains("<html lang=\"th\"").contains(">เข้าสู่ระบบ<");

        Visitor somebody = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);
        somebody.get("/language/th");
        assertThat(somebody.get("/nothing").body()).contains("ไม่พบหน้านี้");
        somebody.get("/language/en");
        assertThat(somebody.get("/").body()).contains("<html lang=\"en\"");
        somebody.get("/language/xx");
        assertThat(somebody.get("/").body()).contains("<html lang=\"en\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example/",
                "/%5C%5Celsewhere.example",
                "javascript:alert(1)",
                "login"
            })
    void theSwitchLeadsNobodyToAnotherSite(String back) {
        HttpResponse<String> answer = Visitor.of(dashboard).get("/language/th?back=" + back);

        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    @Test
    void aJobIsDatedInTheReadersCalendar() {
        dashboard.awaitEnd(dashboard.startJob("A job with a date", "9:16", 1));
        int year = Year.now(ZoneId.systemDefault()).getValue();

        assertThat(page("/", "Accept-Language", "en")).contains(" " + year + ", ");
        assertThat(page("/", "Accept-Language", "th")).contains(" " + (year + BUDDHIST_ERA) + " ");
    }

    @Test
    void aCookieThatNamesNoLanguageCountsAsNone() {
        assertThat(page("/", "Cookie", "hookline-language=de-DE")).contains("<html lang=\"en\"");
    }

    private static String page(String path, String header, String value) {
        return dashboard
                .send(dashboard.request(path).header("Accept", "text/html").header(header, value))
                .body();
    }
}
