package dev.hookline.spring.web;

import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.workflow.engine.Answer;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The webhook endpoint on Spring's reactive stack. Bytes in, status out: hands a request to the {@link WebhookEndpoint}
 * as it came. Its body is collected on the event loop, up to the limit; verifying and the commit, which block, are done
 * on a scheduler for that. Thread-safe.
 */
public final class ReactiveWebhookHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReactiveWebhookHandler.class);

    private final WebhookEndpoint endpoint;
    private final WebhookListener listener;
    private final Scheduler scheduler;

    /**
     * A handler in front of an endpoint.
     *
     * @param endpoint takes the webhooks
     * @param listener hears of what it answers
     * @param scheduler runs what blocks; a request that it rejects is answered 503, so that Replicate tries again
     */
    public ReactiveWebhookHandler(WebhookEndpoint endpoint, WebhookListener listener, Scheduler scheduler) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.scheduler = scheduler;
    }

    /** Answers a request whose path ends with the variable {@code token}; one whose body breaks off is not answered. */
    public Mono<ServerResponse> receive(ServerRequest request) {
        long begin = System.nanoTime();
        return answer(request)
                .onErrorResume(DataBufferLimitException.class, e -> tooLarge())
                .onErrorResume(RejectedExecutionException.class, e -> Mono.just(Answer.UNAVAILABLE))
                .doOnNext(answer -> listener.onAnswered(answer, Duration.ofNanos(System.nanoTime() - begin)))
                .flatMap(answer -> ServerResponse.status(answer.status()).build());
    }

    private Mono<Answer> answer(ServerRequest request) {
        if (request.headers().contentLength().orElse(0) > endpoint.maxBodyBytes()) {
            return tooLarge();
        }
        String token = request.pathVariable("token");
        WebhookHeaders headers = name -> request.headers().header(name);
        return body(request)
                .flatMap(body -> Mono.fromCallable(() -> endpoint.receive(token, headers, body))
                        .subscribeOn(scheduler));
    }

    private Mono<byte[]> body(ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), endpoint.maxBodyBytes())
                .map(ReactiveWebhookHandler::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private Mono<Answer> tooLarge() {
        LOG.atWarn()
                .addKeyValue("maxBodyBytes", endpoint.maxBodyBytes())
                .log("A webhook was refused: its body is too large");
        return Mono.just(Answer.TOO_LARGE);
    }
}
