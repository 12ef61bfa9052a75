package dev.hookline.workflow.internal.run;

import dev.hookline.job.Attempt;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobChange;
import dev.hookline.workflow.internal.transition.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Answers of creates that have not been written yet: which prediction an attempt has made, and that it runs. A webhook says
 * the same and more, so an answer that comes after it, or waits a moment for it, may never have to be written. Thread-safe.
 */
public final class CreateAnswers {
    /** Creates that have not been answered yet, and whether a webhook has already told which prediction they have made. */
    private final Map<CallbackToken, Boolean> sent = new ConcurrentHashMap<>();

    private final Map<CallbackToken, Waiting> waiting = new ConcurrentHashMap<>();
    private final Queue<Waiting> overtaken = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isAwaited = new AtomicBoolean();

    /** None yet. */
    public CreateAnswers() {}

    /**
     * An answer that waits.
     *
     * @param work the work that has made the create
     * @param answer what it says
     * @param written ends when it is written, or need not be any more
     */
    record Waiting(StepWork work, Event.Seen answer, CompletableFuture<@Nullable Event> written) {
        void end() {
            written.complete(answer);
        }
    }

    /** Takes note of a create that is about to be sent; {@link #answered} has to follow, whatever comes of it. */
    void expect(CallbackToken token) {
        sent.put(token, false);
    }

    /** Takes note that a create was answered; true when a webhook has told before which prediction it has made. */
    boolean answered(CallbackToken token) {
        return Boolean.TRUE.equals(sent.remove(token));
    }

    /** Adds an answer; true when whoever added it has to see to it that all are taken soon. */
    boolean add(Waiting answer) {
        waiting.put(answer.answer().attempt().token(), answer);
        return isAwaited.compareAndSet(false, true);
    }

    /** Those that have to be written now. */
    List<Waiting> takeAll() {
        isAwaited.set(false);
        List<Waiting> taken = new ArrayList<>();
        for (CallbackToken token : List.copyOf(waiting.keySet())) {
            Waiting next = waiting.remove(token);
            if (next != null) {
                taken.add(next);
            }
        }
        return taken;
    }

    /** Takes note of attempts whose prediction a commit has written. */
    void note(List<JobChange> changes) {
        if (sent.isEmpty() && waiting.isEmpty()) {
            return;
        }
        for (JobChange change : changes) {
            if (change instanceof JobChange.AttemptWritten written && isBound(written.attempt())) {
                note(written.attempt().token());
            }
        }
    }

    private void note(CallbackToken bound) {
        sent.replace(bound, true);
        Waiting needless = waiting.remove(bound);
        if (needless != null) {
            overtaken.add(needless);
        }
    }

    /** Ends those that need not be written any more. */
    void tell() {
        for (Waiting next = overtaken.poll(); next != null; next = overtaken.poll()) {
            next.end();
        }
    }

    private static boolean isBound(Attempt attempt) {
        return attempt.predictionId() != null;
    }
}
