package dev.hookline.spring.web;

import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.workflow.engine.Answer;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The webhook endpoint on Spring's servlet stack. Bytes in, status out: hands a request to the {@link WebhookEndpoint} as
 * it came. Thread-safe.
 */
public final class WebhookHandler {
    private final WebhookEndpoint endpoint;
    private final WebhookListener listener;

    /** A handler in front of an endpoint, and a listener that hears of what it answers. */
    public WebhookHandler(WebhookEndpoint endpoint, WebhookListener listener) {
        this.endpoint = endpoint;
        this.listener = listener;
    }

    /**
     * Answers a request whose path ends with the variable {@code token}. No more of a body is read than one byte beyond
     * the limit.
     *
     * @throws IOException when the request breaks off
     */
    public ServerResponse receive(ServerRequest request) throws IOException {
        long begin = System.nanoTime();
        byte[] body = request.servletRequest().getInputStream().readNBytes(endpoint.maxBodyBytes() + 1);
        WebhookHeaders headers = name -> request.headers().header(name);
        Answer answer = endpoint.receive(request.pathVariable("token"), headers, body);
        listener.onAnswered(answer, Duration.ofNanos(System.nanoTime() - begin));
        return ServerResponse.status(answer.status()).build();
    }
}
