package dev.hookline.spring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Calls the public URL once as Replicate would, without a signature. Replicate does not follow redirects, so one ends the
 * start. Any other answer lets it go on, since it may be another node's, or that of a proxy in front of nothing yet; no
 * answer in time is warned of. The call is made on a thread of its own, for looking a name up cannot be bounded.
 */
final class PublicUrlProbe implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(PublicUrlProbe.class);

    private final URI callback;
    private final Duration timeout;

    PublicUrlProbe(URI callback, Duration timeout) {
        this.callback = callback;
        this.timeout = timeout;
    }

    @Override
    public void afterSingletonsInstantiated() {
        HttpResponse<Void> answer = ask();
        if (answer != null && answer.statusCode() / 100 == 3) {
            Optional<String> target = answer.headers().firstValue("Location").flatMap(this::base);
            throw new HooklineSettingException(
                    "The property hookline.public-url redirects"
                            + target.map(url -> " to " + url).orElse("")
                            + ", and Replicate does not follow redirects: no webhook would arrive.",
                    "Set it to the URL that it redirects to. If this is a mistake, set"
                            + " hookline.public-url-check.enabled to false.");
        }
    }

    private @Nullable HttpResponse<Void> ask() {
        CompletableFuture<HttpResponse<Void>> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> call(answer), "hookline-public-url-check");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            warn(e instanceof TimeoutException ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void call(CompletableFuture<HttpResponse<Void>> answer) {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .followRedirects(Redirect.NEVER)
                    .connectTimeout(timeout)
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(callback + "/start-up-check"))
                    .timeout(timeout)
                    .POST(BodyPublishers.noBody())
                    .build();
            answer.complete(client.send(request, BodyHandlers.discarding()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /** An application on this machine is its own public URL, and does not listen yet. */
    private void warn(@Nullable Throwable cause) {
        if (!CallbackUrl.isLoopback(callback) && cause != null) {
            LOG.atWarn()
                    .addKeyValue("cause", cause.getClass().getSimpleName())
                    .log("The public URL has not answered while the application started; whether it redirects is not"
                            + " known");
        }
    }

    /** Without what stands for the attempt's token. */
    private Optional<String> base(String location) {
        try {
            URI target = callback.resolve(location);
            return Optional.of(target.getScheme() + "://" + target.getAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
