package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.JobError;
import dev.hookline.workflow.TransientErrors;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.transition.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the plain Java of a step, and interrupts it at its deadline. */
final class LocalSteps {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSteps.class);

    private LocalSteps() {}

    /** What interrupts the thread that runs a step, unless it has come to its end before. */
    private static final class Alarm implements Runnable {
        private final Thread thread = Thread.currentThread();
        private final Runnable besides;
        private boolean rang;
        private boolean off;

        Alarm(Runnable besides) {
            this.besides = besides;
        }

        @Override
        public synchronized void run() {
            if (!off) {
                rang = true;
                thread.interrupt();
                besides.run();
            }
        }

        /** After this the thread is not interrupted any more. */
        synchronized boolean turnOff() {
            off = true;
            return rang;
        }
    }

    /** When a step's time is over, and what happens then besides its being interrupted. */
    record Limit(ScheduledExecutorService timer, Consumer<Event> whenTooLate) {}

    static Event compute(StepWork work, Definition<?, ?> definition, Node node, Limit limit) {
        Event tooLate = tooLate(work, node);
        Alarm alarm = new Alarm(() -> limit.whenTooLate().accept(tooLate));
        long millis = node.options().deadline().toMillis();
        ScheduledFuture<?> ringing = limit.timer().schedule(alarm, millis, TimeUnit.MILLISECONDS);
        try {
            return compute(work, definition, node);
        } catch (InterruptedException e) {
            if (alarm.turnOff()) {
                return tooLate;
            }
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the engine closes; the step runs again", e);
        } finally {
            ringing.cancel(false);
            if (alarm.turnOff()) {
                Thread.interrupted(); // it was meant for the step, and nothing after it is to be interrupted
            }
        }
    }

    private static Event tooLate(StepWork work, Node node) {
        String message = "The step did not end within " + node.options().deadline();
        return new Event.StepFailed(work.done(), new JobError("deadline-exceeded", message));
    }

    private static Event compute(StepWork work, Definition<?, ?> definition, Node node) throws InterruptedException {
        try {
            Object result = node.compute(work.arguments(definition, node));
            if (result == null) {
                throw new HooklineException("The step's function has given null");
            }
            return new Event.StepSucceeded(work.done(), Codec.write(result));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) { // the author's code may throw anything, and the step fails with it
            return failure(work, e);
        }
    }

    static Event failure(StepWork work, Throwable e) {
        LOG.atWarn()
                .setCause(e)
                .addKeyValue("job", work.step().key().job())
                .addKeyValue("step", work.step().key().step())
                .log("A function of the workflow has thrown; its step fails or is tried again");
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        boolean isIo = e instanceof IOException || e instanceof UncheckedIOException;
        String code = isIo ? TransientErrors.STEP_IO_FAILED : TransientErrors.STEP_FAILED;
        return new Event.StepFailed(work.done(), new JobError(code, message));
    }
}
