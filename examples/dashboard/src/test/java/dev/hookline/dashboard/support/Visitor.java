package dev.hookline.dashboard.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts: it keeps cookies, follows no redirects, and sends forms with what is hidden in them. */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final UnaryOperator<String> urls;

    private Visitor(UnaryOperator<String> urls) {
        this.urls = urls;
    }

    /** Somebody who has not signed in. */
    public static Visitor of(RunningDashboard dashboard) {
        return new Visitor(path -> dashboard.url(path).toString());
    }

    /** Somebody who has signed in. */
    public static Visitor signedIn(RunningDashboard dashboard, String name, String password) {
        Visitor visitor = of(dashboard);
        HttpResponse<String> answer = visitor.signIn(name, password);
        if (!answer.headers().firstValue("Location").orElse("").endsWith("/")) {
            throw new IllegalStateException("Not signed in: " + answer.statusCode() + " "
                    + answer.headers().map());
        }
        return visitor;
    }

    /** Sends the form of the sign-in page. */
    public HttpResponse<String> signIn(String name, String password, String... more) {
        String[] fields = new String[more.length + 4];
        fields[0] = "username";
        fields[1] = name;
        fields[2] = "password";
        fields[3] = password;
        System.arraycopy(more, 0, fields, 4, more.length);
        return submit("/login", "/login", fields);
    }

    /** GETs a page. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(urls.apply(path))));
    }

    /** Opens a page and sends a form to another path, with the page's hidden token. */
    public HttpResponse<String> submit(String page, String path, String... fields) {
        return post(path, "_csrf=" + encode(token(page)) + "&" + encodeAll(fields));
    }

    /** POSTs a form as it is. */
    public HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(urls.apply(path)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Opens a page and sends a form with files, with the page's hidden token. */
    public HttpResponse<String> upload(String page, String path, Multipart form) {
        Multipart whole = form.text("_csrf", token(page));
        return send(HttpRequest.newBuilder(URI.create(urls.apply(path)))
                .header("Content-Type", whole.contentType())
                .POST(whole.body()));
    }

    /** Sends a request with the cookies. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.setHeader("Accept", "text/html")
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Forgets a cookie. */
    public void forget(String cookie) {
        cookies.getCookieStore().getCookies().stream()
                .filter(each -> each.getName().equals(cookie))
                .toList()
                .forEach(each -> cookies.getCookieStore().remove(null, each));
    }

    private String token(String page) {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new IllegalStateException("There is no form on " + page);
        }
        return token.group(1);
    }

    private static String encodeAll(String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(fields[i]).append('=').append(encode(fields[i + 1])).append('&');
        }
        return body.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
