package dev.hookline.benchmarks.dashboard;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who signs in by the form and opens one page after the other. For one thread. */
final class Browser {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final URI site;

    Browser(URI site) {
        this.site = site;
    }

    void signIn(String name, String password) throws IOException, InterruptedException {
        Matcher token = FORM_TOKEN.matcher(page("/login"));
        if (!token.find()) {
            throw new IOException("The sign-in page has no form");
        }
        String form =
                "username=" + encoded(name) + "&password=" + encoded(password) + "&_csrf=" + encoded(token.group(1));
        HttpResponse<String> answer = send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        String next = answer.headers().firstValue("Location").orElse("/login");
        if (answer.statusCode() != 302 || next.contains("/login")) {
            throw new IOException("Not signed in: " + answer.statusCode() + ", on to " + next);
        }
    }

    /** Opens a page and reads all of it; gives how long that took. */
    long nanosToOpen(String path) throws IOException, InterruptedException {
        long from = System.nanoTime();
        page(path);
        return System.nanoTime() - from;
    }

    private String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path));
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(site.resolve(path)).timeout(TIMEOUT).header("Accept", "text/html");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
