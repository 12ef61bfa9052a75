package dev.hookline.replicate.internal.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call from its place in the line to its answer. Its steps follow each other, each started by the end of the one
 * before (an answer, or a timer), so only {@code underWay} is seen by other threads: by whoever cancels the result.
 */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int MAX_REDIRECTS = 5;

    /** How long a lane rests after a 429 that does not say. */
    private static final Duration SHORT_REST = Duration.ofSeconds(1);

    private final Transport transport;
    private final TransportOptions options;
    private final CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
    private final Instant deadline;
    private volatile Runnable underWay = () -> {};
    private HttpCall call;
    private volatile boolean sentOnce;
    private int attempts;
    private int redirects;

    Exchange(Transport transport, HttpCall call) {
        this.transport = transport;
        this.options = transport.options();
        this.call = call;
        Duration own = call.timeout();
        Duration timeout = own == null ? options.callTimeout() : own;
        this.deadline = options.clock().instant().plus(timeout).plus(call.patience());
        var unused = result.whenComplete((answer, failure) -> underWay.run());
    }

    CompletableFuture<HttpAnswer> result() {
        return result;
    }

    void start() {
        Duration wait = transport.governor().reserve(call.lane(), remaining());
        if (wait.compareTo(remaining()) > 0) {
            fail(NoAnswerException.heldBack(wait));
        } else if (wait.isZero()) {
            attempt();
        } else {
            later(wait, this::proceed);
        }
    }

    /** A 429 of someone else may have come while this call waited for its place. */
    private void proceed() {
        if (transport.governor().pause(call.lane()).isZero()) {
            attempt();
        } else {
            start();
        }
    }

    private void attempt() {
        if (transport.slots().tryAcquire()) {
            if (!send()) {
                transport.slots().release();
            }
            return;
        }
        Timers.Alarm overdue = options.timers().alarm(remaining(), () -> fail(tooLate()));
        hold(overdue::cancel);
        transport.slots().acquire(() -> {
            overdue.cancel();
            return !result.isDone() && send();
        });
    }

    /** Sends, and says whether it took its slot, which the end of the attempt then gives back. */
    private boolean send() {
        attempts++;
        Duration timeout = attemptTimeout();
        if (timeout.isZero() || timeout.isNegative()) {
            fail(tooLate());
            return false;
        }
        try {
            HttpRequest request = transport.request(call, timeout);
            CompletableFuture<HttpResponse<HttpAnswer>> sent =
                    options.client().sendAsync(request, transport.handler(call));
            sentOnce = true;
            await(sent, timeout);
            return true;
        } catch (RuntimeException e) {
            fail(NoAnswerException.unsent("could not be sent", e));
            return false;
        }
    }

    private void await(CompletableFuture<HttpResponse<HttpAnswer>> sent, Duration timeout) {
        AtomicBoolean expired = new AtomicBoolean();
        Timers.Alarm alarm = options.timers().alarm(timeout, () -> {
            expired.set(true);
            sent.cancel(true);
        });
        hold(() -> {
            alarm.cancel();
            sent.cancel(true);
        });
        var unused = sent.whenComplete((response, failure) -> {
            alarm.cancel();
            transport.slots().release();
            try {
                received(response, expired.get() ? tooSlow(timeout) : failure);
            } catch (RuntimeException e) {
                // Nobody sees what is thrown here, and the caller would wait for ever.
                fail(NoAnswerException.lost("failed in the client", e));
            }
        });
    }

    private void received(@Nullable HttpResponse<HttpAnswer> response, @Nullable Throwable failure) {
        if (response == null) {
            failed(NoAnswerException.of(failure));
            return;
        }
        HttpAnswer answer = response.body();
        Optional<URI> target = redirect(answer);
        if (target.isPresent()) {
            redirects++;
            attempts--;
            call = call.at(target.get());
            attempt();
        } else if (answer.status() == 429) {
            Optional<Duration> hint = RetryAfter.of(answer, options.clock().instant());
            transport.governor().slowDown(call.lane(), hint.orElse(SHORT_REST));
            retryOr(hint, () -> finish(answer));
        } else if (answer.status() >= 500 && call.repeatable()) {
            retryOr(RetryAfter.of(answer, options.clock().instant()), () -> finish(answer));
        } else {
            finish(answer);
        }
    }

    private void failed(NoAnswerException noAnswer) {
        if (call.repeatable()) {
            retryOr(Optional.empty(), () -> fail(noAnswer));
        } else {
            fail(noAnswer);
        }
    }

    private void retryOr(Optional<Duration> hint, Runnable end) {
        Duration delay = options.retries().delay(attempts, hint);
        if (attempts >= options.retries().attempts() || delay.compareTo(remaining()) >= 0) {
            end.run();
            return;
        }
        LOG.atDebug()
                .addKeyValue("call", call.label())
                .addKeyValue("attempt", attempts)
                .addKeyValue("delay", delay)
                .log("A call to Replicate is tried again");
        later(delay, this::start);
    }

    private Optional<URI> redirect(HttpAnswer answer) {
        if (answer.status() / 100 != 3 || answer.status() == 304 || redirects >= MAX_REDIRECTS) {
            return Optional.empty();
        }
        return answer.header("Location").flatMap(this::resolved).filter(call::follows);
    }

    private Optional<URI> resolved(String location) {
        try {
            return Optional.of(call.uri().resolve(location));
        } catch (IllegalArgumentException notUrl) {
            return Optional.empty();
        }
    }

    private Duration attemptTimeout() {
        Duration usual = options.attemptTimeout().plus(call.patience());
        Duration left = remaining();
        return usual.compareTo(left) < 0 ? usual : left;
    }

    private Duration remaining() {
        return Duration.between(options.clock().instant(), deadline);
    }

    private void later(Duration delay, Runnable step) {
        hold(options.timers().alarm(delay, step)::cancel);
    }

    /** Remembers how to stop what is under way; whoever ended the result before that is made good here. */
    private void hold(Runnable stop) {
        underWay = stop;
        if (result.isDone()) {
            stop.run();
        }
    }

    private void finish(HttpAnswer answer) {
        underWay = () -> {};
        if (!result.complete(answer)) {
            answer.discard();
        }
    }

    private void fail(NoAnswerException failure) {
        underWay = () -> {};
        result.completeExceptionally(failure);
    }

    void abort(String why) {
        String message = "was given up: " + why;
        NoAnswerException failure =
                sentOnce ? NoAnswerException.lost(message, null) : NoAnswerException.unsent(message, null);
        options.timers().run(() -> result.completeExceptionally(failure));
    }

    private static NoAnswerException tooLate() {
        return NoAnswerException.unsent("was not sent before its deadline", null);
    }

    private static HttpTimeoutException tooSlow(Duration timeout) {
        return new HttpTimeoutException("no answer within " + timeout.toMillis() + " ms");
    }
}
