package dev.hookline.workflow.engine;

import dev.hookline.HooklineException;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobStoreException;
import dev.hookline.replicate.ReplicateException;
import dev.hookline.webhook.Verdict;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes webhooks, from whatever server receives them. A request does three things: it is verified, its effect is
 * committed, it is answered; everything else happens after. Thread-safe.
 *
 * <pre>{@code
 * Answer answer = endpoint.receive(lastPathSegment, WebhookHeaders.of(exchange.getRequestHeaders()), body);
 * exchange.sendResponseHeaders(answer.status(), -1);
 * }</pre>
 */
public final class WebhookEndpoint {
    /** How large a body may be unless another limit is set: 16 MiB, since it repeats the inputs and the logs. */
    public static final int DEFAULT_MAX_BODY_BYTES = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    private final Engine engine;
    private final WebhookVerifier verifier;
    private final int maxBodyBytes;

    private WebhookEndpoint(Engine engine, WebhookVerifier verifier, int maxBodyBytes) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.maxBodyBytes = maxBodyBytes;
    }

    /** An endpoint that takes bodies of up to {@link #DEFAULT_MAX_BODY_BYTES}. */
    public static WebhookEndpoint create(Engine engine, WebhookVerifier verifier) {
        return new WebhookEndpoint(engine, verifier, DEFAULT_MAX_BODY_BYTES);
    }

    /** The same with another limit, in bytes. */
    public WebhookEndpoint withMaxBodyBytes(int replacement) {
        return new WebhookEndpoint(engine, verifier, replacement);
    }

    /** How large a body may be, in bytes; a server need not read more than one byte beyond it. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * Takes one request. Does not throw on account of what is in it.
     *
     * @param token the last segment of the request's path
     * @param headers the request's headers
     * @param body the raw bytes of its body, not decoded and not written anew
     * @return what to answer
     */
    public Answer receive(String token, WebhookHeaders headers, byte[] body) {
        if (body.length > maxBodyBytes) {
            LOG.atWarn().addKeyValue("maxBodyBytes", maxBodyBytes).log("A webhook was refused: its body is too large");
            return Answer.TOO_LARGE;
        }
        Verdict verdict = verifier.verify(headers, body);
        if (verdict instanceof Verdict.Rejected rejected) {
            LOG.atWarn()
                    .addKeyValue("reason", rejected.reason())
                    .log("A webhook was refused: {}", rejected.explanation());
            return Answer.UNAUTHORIZED;
        }
        RemotePrediction prediction;
        try {
            prediction = RemotePrediction.of(verdict.orThrow().run());
        } catch (ReplicateException e) { // its message says what is missing, and nothing of what was sent
            LOG.atWarn()
                    .addKeyValue("why", e.getMessage())
                    .log("A webhook was refused: it is signed, but no prediction");
            return Answer.MALFORMED;
        }
        return CallbackToken.isWellFormed(token)
                ? deliver(CallbackToken.of(token), prediction)
                : refused(Answer.UNKNOWN_TOKEN, prediction, "its token was never issued");
    }

    private Answer deliver(CallbackToken token, RemotePrediction prediction) {
        try {
            return switch (engine.deliver(token, prediction)) {
                case TAKEN -> Answer.ACCEPTED;
                case UNKNOWN -> refused(Answer.UNKNOWN_TOKEN, prediction, "its token was never issued");
                case CONFLICT -> refused(Answer.CONFLICT, prediction, "its token is of another prediction");
            };
        } catch (JobStoreException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("prediction", prediction.id())
                    .log("A webhook could not be stored; Replicate sends it again");
            return Answer.UNAVAILABLE;
        } catch (HooklineException e) { // a workflow that this engine does not know, say; another node may
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("prediction", prediction.id())
                    .log("A webhook could not be taken here");
            return Answer.UNAVAILABLE;
        }
    }

    private static Answer refused(Answer answer, RemotePrediction prediction, String why) {
        LOG.atWarn().addKeyValue("prediction", prediction.id()).log("A webhook was refused: {}", why);
        return answer;
    }
}
