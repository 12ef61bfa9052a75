package dev.hookline.replicate.internal.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a transport is made of.
 *
 * @param api the origin to which the token is sent, and no other
 * @param authorization the value of the Authorization header
 * @param attemptTimeout from the start of one attempt to the last byte of its answer
 * @param callTimeout for all attempts and the waits between them
 */
public record TransportOptions(
        HttpClient client,
        Timers timers,
        InstantSource clock,
        Origin api,
        String authorization,
        Duration attemptTimeout,
        Duration callTimeout,
        RetryRules retries) {

    @Override
    public String toString() {
        return "TransportOptions[api=" + api + ", attemptTimeout=" + attemptTimeout + ", callTimeout=" + callTimeout
                + "]";
    }
}
