package dev.hookline.replicate;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Hands a stream on to subscribers at the pace that they ask for; each has a connection, and a thread of its own. */
final class StreamPublisher implements Flow.Publisher<StreamEvent> {
    private final Supplier<PredictionStream> source;
    private final Executor readers;

    StreamPublisher(Supplier<PredictionStream> source, Executor readers) {
        this.source = source;
        this.readers = readers;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super StreamEvent> subscriber) {
        Delivery delivery = new Delivery(subscriber, source.get());
        subscriber.onSubscribe(delivery);
        try {
            readers.execute(delivery);
        } catch (RejectedExecutionException closed) {
            delivery.cancel();
            subscriber.onError(new ReplicateException("a stream that is not opened, since the client was closed"));
        }
    }

    private static final class Delivery implements Flow.Subscription, Runnable {
        private final Flow.Subscriber<? super StreamEvent> subscriber;
        private final PredictionStream stream;

        /** Guards what is wanted and whether anything still is; no subscriber is called under it. */
        private final ReentrantLock lock = new ReentrantLock();

        private final Condition changed = lock.newCondition();
        private long wanted;
        private boolean ended;
        private boolean misused;

        Delivery(Flow.Subscriber<? super StreamEvent> subscriber, PredictionStream stream) {
            this.subscriber = subscriber;
            this.stream = stream;
        }

        @Override
        public void request(long count) {
            lock.lock();
            try {
                misused |= count <= 0;
                wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + Math.max(count, 0);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void cancel() {
            lock.lock();
            try {
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            stream.close();
        }

        @Override
        public void run() {
            try (stream) {
                while (isWanted()) {
                    if (!stream.hasNext()) {
                        finish(subscriber::onComplete);
                        return;
                    }
                    subscriber.onNext(stream.next());
                }
                if (misused) {
                    finish(() ->
                            subscriber.onError(new IllegalArgumentException("a request is for one event or more")));
                }
            } catch (RuntimeException e) {
                finish(() -> subscriber.onError(e));
            }
        }

        /** Waits until the subscriber asks for another event, and takes it off what he asked for. */
        private boolean isWanted() {
            lock.lock();
            try {
                while (wanted == 0 && !ended && !misused) {
                    changed.awaitUninterruptibly();
                }
                wanted -= 1;
                return !ended && !misused;
            } finally {
                lock.unlock();
            }
        }

        /** A subscriber who has canceled hears nothing more. */
        private void finish(Runnable signal) {
            lock.lock();
            try {
                if (ended) {
                    return;
                }
                ended = true;
            } finally {
                lock.unlock();
            }
            signal.run();
        }
    }
}
