package dev.hookline.spring.web;

import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.workflow.engine.Answer;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.io.IOException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Bytes in, status out: hands a request to the {@link WebhookEndpoint} as it came. Thread-safe. */
public final class WebhookHandler {
    private final WebhookEndpoint endpoint;

    /** A handler in front of an endpoint. */
    public WebhookHandler(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Answers a request whose path ends with the variable {@code token}. No more of a body is read than one byte beyond
     * the limit.
     *
     * @throws IOException when the request breaks off
     */
    public ServerResponse receive(ServerRequest request) throws IOException {
        byte[] body = request.servletRequest().getInputStream().readNBytes(endpoint.maxBodyBytes() + 1);
        WebhookHeaders headers = name -> request.headers().header(name);
        Answer answer = endpoint.receive(request.pathVariable("token"), headers, body);
        return ServerResponse.status(answer.status()).build();
    }
}
