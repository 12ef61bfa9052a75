package dev.hookline.dashboard.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.Visitor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in, staying signed in over a restart, and what becomes of it when a password changes or an account is closed. */
class SignInTest {
    private static final Pattern PRINTED = Pattern.compile("Sign in as (\\S+) with the password (\\S+) ");

    @TempDir
    private Path data;

    private RunningDashboard dashboard;

    @BeforeEach
    void start() {
        dashboard = RunningDashboard.start(data);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @Test
    void aWrongNameAndAWrongPasswordAreToldAlike() {
        HttpResponse<String> name = Visitor.of(dashboard).signIn("nobody", RunningDashboard.PASSWORD);
        HttpResponse<String> password = Visitor.of(dashboard).signIn(RunningDashboard.USER, "wrong-password");

        assertThat(location(name)).endsWith("/login?wrong").isEqualTo(location(password));
        assertThat(Visitor.of(dashboard).get("/login?wrong").body()).contains("do not belong together");
    }

    @Test
    void onePageIsReachedAfterSigningInAndNoPartOfAPage() {
        Visitor visitor = Visitor.of(dashboard);
        visitor.get("/account");
        visitor.get("/previews/00000000000000000000000000/x.png");

        assertThat(location(visitor.signIn(RunningDashboard.USER, RunningDashboard.PASSWORD)))
                .contains("/account");
    }

    @Test
    void guessingIsSlowedDownForTheNameAndNotForAnother() {
        Visitor visitor = Visitor.of(dashboard);
        for (int i = 0; i < 5; i++) {
            visitor.signIn("somebody", "guess " + i);
        }

        assertThat(location(visitor.signIn("somebody", "guess"))).endsWith("/login?wait");
        HttpResponse<String> api = dashboard.send(dashboard.request("/api/jobs", "somebody", "guess"));
        assertThat(api.statusCode()).isEqualTo(429);
        assertThat(api.headers().firstValue("Retry-After")).isPresent();
        assertThat(dashboard.get("/api/jobs").statusCode()).isEqualTo(200);
    }

    @Test
    void whoWantsToStayStaysOverARestartAndWhoDoesNotSignsInAnew() {
        Visitor staying = Visitor.of(dashboard);
        staying.signIn(RunningDashboard.USER, RunningDashboard.PASSWORD, "stay", "true");
        Visitor leaving = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);

        restart("server.port=" + dashboard.port());

        assertThat(staying.get("/").statusCode()).isEqualTo(200);
        assertThat(leaving.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void aNewPasswordEndsWhatWasOpenWithTheOldOne() {
        Visitor elsewhere = Visitor.of(dashboard);
        elsewhere.signIn(RunningDashboard.USER, RunningDashboard.PASSWORD, "stay", "true");
        Visitor here = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);

        HttpResponse<String> wrong =
                here.submit("/account", "/account/password", "current", "wrong", "password", "a-new-password");
        HttpResponse<String> tooShort =
                here.submit("/account", "/account/password", "current", RunningDashboard.PASSWORD, "password", "short");
        HttpResponse<String> changed = here.submit(
                "/account", "/account/password", "current", RunningDashboard.PASSWORD, "password", "a-new-password");

        assertThat(location(wrong)).endsWith("news=wrong");
        assertThat(location(tooShort)).endsWith("news=too-short");
        assertThat(location(changed)).endsWith("news=changed");
        assertThat(elsewhere.get("/").statusCode()).isEqualTo(302);
        assertThat(dashboard.get("/api/jobs").statusCode()).isEqualTo(401);
        assertThat(dashboard
                        .send(dashboard.request("/api/jobs", RunningDashboard.USER, "a-new-password"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAccountThatIsClosedIsOutAtOnceAndCanBeOpenedAgain() {
        Visitor admin = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);
        HttpResponse<String> added =
                admin.submit("/accounts", "/accounts", "name", "second", "password", "second-password");
        Visitor second = Visitor.signedIn(dashboard, "second", "second-password");
        assertThat(second.get("/").statusCode()).isEqualTo(200);

        admin.submit("/accounts", "/accounts/close", "name", "second");

        assertThat(location(added)).endsWith("news=added");
        assertThat(second.get("/").statusCode()).isEqualTo(302);
        assertThat(location(Visitor.of(dashboard).signIn("second", "second-password")))
                .endsWith("?wrong");
        assertThat(dashboard
                        .send(dashboard.request("/api/jobs", "second", "second-password"))
                        .statusCode())
                .isEqualTo(401);

        admin.submit("/accounts", "/accounts/password", "name", "second", "password", "a-third-password");

        assertThat(Visitor.signedIn(dashboard, "second", "a-third-password")
                        .get("/")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAccountIsAddedWithAProperNameThatIsNotTakenAndAProperPassword() {
        Visitor admin = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);

        assertThat(location(admin.submit("/accounts", "/accounts", "name", "<b>", "password", "long-enough")))
                .endsWith("news=name");
        assertThat(location(admin.submit("/accounts", "/accounts", "name", "third", "password", "short")))
                .endsWith("news=too-short");
        assertThat(location(admin.submit("/accounts", "/accounts", "name", "third", "password", "ก".repeat(25))))
                .endsWith("news=too-long");
        assertThat(location(admin.submit(
                        "/accounts", "/accounts", "name", RunningDashboard.USER, "password", "long-enough")))
                .endsWith("news=taken");
        assertThat(location(admin.submit("/accounts", "/accounts/close", "name", RunningDashboard.USER)))
                .endsWith("news=own");
    }

    @Test
    void signingOutEndsTheSession() {
        Visitor visitor = Visitor.of(dashboard);
        visitor.signIn(RunningDashboard.USER, RunningDashboard.PASSWORD, "stay", "true");

        HttpResponse<String> answer = visitor.submit("/", "/logout");

        assertThat(location(answer)).endsWith("/login?out");
        assertThat(visitor.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void theGivenPasswordCountsFromTheNextStartOn() {
        restart("dashboard.password=given-anew");

        assertThat(dashboard.get("/api/jobs").statusCode()).isEqualTo(401);
        assertThat(dashboard
                        .send(dashboard.request("/api/jobs", RunningDashboard.USER, "given-anew"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aGeneratedPasswordIsPrintedOnceAndGoodAfterARestart(@TempDir Path fresh) {
        String[] generated = {"dashboard.user=", "dashboard.password="};
        dashboard.close();
        String first = printedBy(() -> dashboard = RunningDashboard.start(fresh, generated));
        Matcher account = PRINTED.matcher(first);
        assertThat(account.find()).as(first).isTrue();
        dashboard.close();

        String second = printedBy(() -> dashboard = RunningDashboard.start(fresh, generated));

        assertThat(PRINTED.matcher(second).find()).isFalse();
        assertThat(second).doesNotContain(account.group(2));
        assertThat(dashboard
                        .send(dashboard.request("/api/jobs", account.group(1), account.group(2)))
                        .statusCode())
                .isEqualTo(200);
    }

    private void restart(String property) {
        dashboard.close();
        dashboard = RunningDashboard.start(data, property);
    }

    private static String printedBy(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("none, but " + answer.statusCode());
    }
}
