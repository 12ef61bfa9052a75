package dev.hookline.spring.web;

import dev.hookline.workflow.engine.Answer;
import java.time.Duration;

/**
 * Hears of each webhook request that was answered, on the thread that took it, so it has to be quick. Requests that broke
 * off are not heard of. A bean of this type is all it takes.
 */
@FunctionalInterface
public interface WebhookListener {
    /** A request was answered; {@code took} is the time since the handler was called. */
    void onAnswered(Answer answer, Duration took);
}
