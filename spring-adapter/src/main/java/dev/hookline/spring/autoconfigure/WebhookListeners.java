package dev.hookline.spring.autoconfigure;

import dev.hookline.spring.web.WebhookListener;
import dev.hookline.workflow.engine.Answer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many listeners as one; one that throws changes neither the answer nor what the others hear. */
record WebhookListeners(List<WebhookListener> listeners) implements WebhookListener {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookListeners.class);

    @Override
    public void onAnswered(Answer answer, Duration took) {
        for (WebhookListener listener : listeners) {
            try {
                listener.onAnswered(answer, took);
            } catch (RuntimeException e) { // somebody else's code, and the effect is committed
                LOG.atWarn().setCause(e).log("A listener has thrown; the webhook is answered all the same");
            }
        }
    }
}
