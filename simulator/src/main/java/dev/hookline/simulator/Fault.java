package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Something that goes wrong, and when. A fault holds for everything until the faults are cleared, unless it is narrowed:
 * {@code Fault.loseWebhooks().onEvent(WebhookEvent.COMPLETED).onModel("google/imagen-4-ultra").times(1)}. Immutable.
 */
public final class Fault {

    private static final String SENSITIVE =
            "The input or output was flagged as sensitive." + " Please try again with different inputs. (E005)";

    private final Effect effect;
    private final Scope scope;

    private Fault(Effect effect, Scope scope) {
        this.effect = effect;
        this.scope = scope;
    }

    private static Fault of(Effect effect) {
        return new Fault(effect, Scope.EVERYTHING);
    }

    /** Webhooks are not sent at all, and not tried again. */
    public static Fault loseWebhooks() {
        return of(new Effect.Lose());
    }

    /** Each webhook is sent {@code copies} times, under the same {@code webhook-id}, the copies at the same time. */
    public static Fault repeatWebhooks(int copies) {
        if (copies < 1) {
            throw new IllegalArgumentException("A webhook is sent at least once, not " + copies + " times");
        }
        return of(new Effect.Repeat(copies));
    }

    /**
     * Each webhook, and each copy of one, waits a time of its own below {@code most}, drawn by the plan's seed, and none waits
     * for the one before: they overlap and change places.
     */
    public static Fault shuffleWebhooks(Duration most) {
        return of(new Effect.Shuffle(most));
    }

    /** Each webhook is sent this much later. */
    public static Fault delayWebhooks(Duration delay) {
        return of(new Effect.Delay(delay));
    }

    /** The webhooks of a prediction are kept until it has ended, and then sent in reverse: {@code completed} first. */
    public static Fault reverseWebhooks() {
        return of(new Effect.Reverse());
    }

    /** The answer of a create is held until the prediction has ended and its webhooks were delivered or refused. */
    public static Fault webhooksBeforeAnswer() {
        return of(new Effect.WebhooksFirst());
    }

    /** The prediction is made, and the connection closed without an answer. */
    public static Fault loseAnswer() {
        return of(new Effect.LoseAnswer());
    }

    /** The answer of a create comes this much later, while the prediction already runs. */
    public static Fault delayAnswer(Duration delay) {
        return of(new Effect.DelayAnswer(delay));
    }

    /** A create is answered 429, with {@code retry_after} in the body and {@code Retry-After} in the headers; no prediction. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return of(new Effect.Refuse(Problem.tooManyRequests(retryAfter)));
    }

    /** A create is answered 402, as when the account has no credit left; no prediction is made. */
    public static Fault paymentRequired() {
        return of(new Effect.Refuse(Problem.paymentRequired()));
    }

    /** A create is answered 500; no prediction is made. */
    public static Fault serverError() {
        return of(new Effect.Refuse(Problem.of(500, "Internal server error", "The server had an error")));
    }

    /** A create is answered with this, be it JSON or a proxy's page; no prediction is made. */
    public static Fault answerCreate(int status, String contentType, String body) {
        return of(new Effect.Refuse(Answer.of(status, contentType, body.getBytes(StandardCharsets.UTF_8))));
    }

    /** The prediction fails with this error instead of running. */
    public static Fault failModel(String error) {
        return of(new Effect.Fail(Objects.requireNonNull(error, "error")));
    }

    /** The prediction fails as one whose input or output was found unfit. */
    public static Fault flagAsSensitive() {
        return failModel(SENSITIVE);
    }

    /** A prediction's output is gone the moment that it has ended: the {@code completed} webhook carries URLs that are dead. */
    public static Fault removeOutput() {
        return of(new Effect.RemoveOutput());
    }

    /** A look-up of a prediction ({@code GET /predictions/{id}}) is answered with this status. */
    public static Fault failLookUp(int status) {
        return of(new Effect.FailLookUp(status));
    }

    /** A download of an output is answered with this status. */
    public static Fault failDownload(int status) {
        return of(new Effect.FailDownload(status));
    }

    /** A download of an output is answered this much later. */
    public static Fault delayDownload(Duration delay) {
        return of(new Effect.DelayDownload(delay));
    }

    /** A download of an output breaks off in the middle: the connection is closed after half of the bytes. */
    public static Fault cutDownload() {
        return of(new Effect.CutDownload());
    }

    /** Only what concerns predictions of this model, {@code owner/name}. */
    public Fault onModel(String model) {
        return new Fault(effect, scope.withModel(model));
    }

    /** Only webhooks of these events. Faults that concern no webhook do not look at it. */
    public Fault onEvent(WebhookEvent first, WebhookEvent... others) {
        return new Fault(effect, scope.withEvents(EnumSet.of(first, others)));
    }

    /** Only what concerns predictions whose input, as JSON, contains this text. */
    public Fault onInput(String contained) {
        return new Fault(effect, scope.withInput(contained));
    }

    /** Only the first so many times that it could happen. */
    public Fault times(int most) {
        return new Fault(effect, scope.withTimes(most));
    }

    /** Only so long after it was given to the simulator, by the simulator's clock. */
    public Fault lasting(Duration time) {
        return new Fault(effect, scope.withLasting(time));
    }

    /** Only now and then, as the plan's seed has it: 0 is never, 1 always. */
    public Fault withProbability(double probability) {
        return new Fault(effect, scope.withProbability(probability));
    }

    Effect effect() {
        return effect;
    }

    Scope scope() {
        return scope;
    }

    @Override
    public String toString() {
        return effect + " on " + scope;
    }

    /** What a fault is narrowed to; an empty text stands for any. */
    record Scope(
            String model, Set<WebhookEvent> events, String input, int times, Duration lasting, double probability) {

        static final Scope EVERYTHING =
                new Scope("", Set.of(WebhookEvent.values()), "", Integer.MAX_VALUE, Duration.ofDays(36_500), 1);

        Scope withModel(String value) {
            return new Scope(value, events, input, times, lasting, probability);
        }

        Scope withEvents(Set<WebhookEvent> value) {
            return new Scope(model, Set.copyOf(value), input, times, lasting, probability);
        }

        Scope withInput(String value) {
            return new Scope(model, events, value, times, lasting, probability);
        }

        Scope withTimes(int value) {
            return new Scope(model, events, input, value, lasting, probability);
        }

        Scope withLasting(Duration value) {
            return new Scope(model, events, input, times, value, probability);
        }

        Scope withProbability(double value) {
            return new Scope(model, events, input, times, lasting, value);
        }
    }
}
