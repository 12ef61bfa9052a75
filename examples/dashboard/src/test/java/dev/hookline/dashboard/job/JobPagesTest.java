package dev.hookline.dashboard.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPagesTest {
    private static final String KEY = "4a8bd1d2-9f5f-4a1b-8d1c-5b1f0c6f6f3a";

    private static final Pattern OLDER = Pattern.compile("href=\"(/\\?after=[^\"]+)\"");

    private static RunningDashboard dashboard;
    private static Visitor visitor;

    @BeforeAll
    static void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data);
        visitor = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Test
    void aFormThatIsSentTwiceStartsOneJob() {
        HttpResponse<String> first =
                send("prompt", "a lighthouse, sent twice", "size", "9:16", "images", "1", "key", KEY);
        HttpResponse<String> second =
                send("prompt", "a lighthouse, sent twice", "size", "9:16", "images", "1", "key", KEY);

        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(second.statusCode()).isEqualTo(302);
        assertThat(second.headers().firstValue("Location").orElseThrow()).endsWith("/#jobs");
        assertThat(dashboard.get("/").body()).containsOnlyOnce("aria-label=\"a lighthouse, sent twice\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123456789            | 1:1 | 1 | jpg | Please write at least 10 characters.",
                "''                   | 1:1 | 1 | jpg | Please say what you would like.",
                "a lighthouse at dusk | 2:3 | 1 | jpg | Please choose one of the three sizes.",
                "a lighthouse at dusk | 1:1 | 7 | jpg | Please choose from 1 to 4 pictures.",
                "a lighthouse at dusk | 1:1 | x | jpg | Please choose from 1 to 4 pictures.",
                "a lighthouse at dusk | 1:1 | 1 | gif | Please choose one of the three formats."
            })
    void aFormThatIsFilledInWronglyComesBackWithWhatWasTypedAndWithWords(
            String prompt, String size, String images, String format, String words) {
        HttpResponse<String> answer = send("prompt", prompt, "size", size, "images", images, "format", format);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(answer.body()).contains(words).contains(">" + prompt + "</textarea>");
    }

    @Test
    void whatSomebodyTypesIsTextAndNeverMarkup() {
        String id = dashboard.startJob("<script>alert(1)</script><img src=x>", "9:16", 1);
        dashboard.awaitEnd(id);

        for (String path : List.of("/", "/jobs/" + id)) {
            assertThat(dashboard.get(path).body())
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img src=x");
        }
    }

    @Test
    void everyPageSaysThatItIsSimulatedAndLoadsNothingFromElsewhere() {
        String id = dashboard.startJob("a page that says so", "9:16", 1);
        dashboard.awaitEnd(id);

        for (String path : List.of("/", "/?after=" + id, "/jobs/" + id, "/jobs/nope", "/nothing")) {
            HttpResponse<String> page = dashboard.send(dashboard.request(path).header("Accept", "text/html"));
            assertThat(page.body()).as(path).contains("<strong>Simulated</strong>");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.body())
                    .doesNotContain("://")
                    .doesNotContain(" style=")
                    .doesNotContain("onclick");
        }
    }

    @ParameterizedTest
    @CsvSource({"/jobs/nope", "/jobs/00000000000000000000000000", "/nothing"})
    void whatIsNotThereIsAPageThatSaysSo(String path) {
        HttpResponse<String> answer = dashboard.send(dashboard.request(path).header("Accept", "text/html"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("This page is not here");
    }

    @Test
    void aPageShowsTwentyJobsAndLeadsToOlderOnes() {
        String oldest = dashboard.startJob("the oldest of many", "9:16", 1);
        for (int i = 0; i < 20; i++) {
            dashboard.startJob("one of many", "9:16", 1);
        }

        String newest = visitor.get("/").body();
        Matcher older = OLDER.matcher(newest);

        assertThat(newest.split("<article", -1)).hasSize(21);
        assertThat(newest).doesNotContain("job-" + oldest);
        assertThat(older.find()).isTrue();
        assertThat(visitor.get(older.group(1)).body()).contains("job-" + oldest).contains("Newest jobs");
    }

    private static HttpResponse<String> send(String... fields) {
        return visitor.submit("/", "/jobs/text-to-image", fields);
    }
}
