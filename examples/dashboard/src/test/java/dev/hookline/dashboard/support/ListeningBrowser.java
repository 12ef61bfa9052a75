package dev.hookline.dashboard.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to the server-sent events of a dashboard, and keeps the lines that came. */
public final class ListeningBrowser implements AutoCloseable {
    private final HttpResponse<InputStream> answer;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ListeningBrowser(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.reader = new Thread(this::read, "listening-browser");
    }

    /** Connects; the first line has come when this returns. */
    public static ListeningBrowser connect(RunningDashboard dashboard) throws IOException, InterruptedException {
        return connect(dashboard.request("/api/events"));
    }

    /** Connects as whoever makes the request. */
    public static ListeningBrowser connect(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofInputStream());
        ListeningBrowser browser = new ListeningBrowser(answer);
        browser.reader.setDaemon(true);
        browser.reader.start();
        return browser;
    }

    /** What it was answered. */
    public HttpResponse<InputStream> answer() {
        return answer;
    }

    /** The lines that have come, without the empty ones. */
    public List<String> lines() {
        return lines;
    }

    /** Whether the server has ended the connection. */
    public boolean hasEnded() {
        return !reader.isAlive();
    }

    private void read() {
        StringBuilder line = new StringBuilder();
        try (InputStream in = answer.body()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.append((char) next);
                } else if (!line.isEmpty()) {
                    lines.add(
                            new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                    line.setLength(0);
                }
            }
        } catch (IOException e) {
            lines.add("broken: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        answer.body().close();
    }
}
