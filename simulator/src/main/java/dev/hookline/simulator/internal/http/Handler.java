package dev.hookline.simulator.internal.http;

import java.util.concurrent.CompletionStage;

/** Answers requests, at once or later. Called from several threads. */
@FunctionalInterface
public interface Handler {

    /**
     * Begins to answer a request.
     *
     * @throws Refusal to answer it with an error
     */
    CompletionStage<Answer> handle(Request request);
}
