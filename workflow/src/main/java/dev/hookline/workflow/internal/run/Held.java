package dev.hookline.workflow.internal.run;

import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The work that this node is doing at the moment, and whether it takes more. Thread-safe. */
public final class Held {
    private static final int USUAL_ROOM = 100;

    private final int limit;

    /** What is about to be taken. */
    private final AtomicInteger promised = new AtomicInteger();

    /** What is being done, and what follows at once when it has ended. */
    private final Map<Item, Runnable> items = new ConcurrentHashMap<>();

    /** Guards nothing but the waiting for {@link #empty}. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition empty = lock.newCondition();
    private volatile boolean closed;
    private volatile boolean hasBegun;

    /** Whether work was left in the store since somebody was last called. */
    private volatile boolean isShort;

    private volatile Runnable onRoom = Held::doNothing;

    /** Nothing yet. */
    public Held(int limit) {
        this.limit = limit;
    }

    private record Item(StepKey step, Phase phase) {}

    private static void doNothing() {}

    /** Takes note of work that begins; false when it is being done already, or the node takes no more. */
    boolean begin(StepKey step, Phase phase) {
        boolean begins = !closed && items.putIfAbsent(new Item(step, phase), Held::doNothing) == null;
        if (begins) {
            hasBegun = true;
        }
        return begins;
    }

    /** Whether there is any work, or has been any since this was last asked. */
    boolean wasBusy() {
        boolean busy = hasBegun || !items.isEmpty();
        hasBegun = false;
        return busy;
    }

    /** Lets something follow when work has ended that is being done; false when it is being done no more. */
    boolean follow(StepKey step, Phase phase, Runnable next) {
        return items.computeIfPresent(new Item(step, phase), (same, earlier) -> next) != null;
    }

    void end(StepKey step, Phase phase) {
        Runnable next = items.remove(new Item(step, phase));
        if (closed) {
            announceWhenEmpty();
        } else if (next != null) {
            next.run();
        }
        callWhenThereIsRoom();
    }

    /** Takes note that work was left in the store for want of room; to be called once it is there. */
    void leftSome() {
        isShort = true;
        callWhenThereIsRoom();
    }

    private void callWhenThereIsRoom() {
        if (isShort && room() >= Math.max(1, Math.min(USUAL_ROOM, limit / 2))) {
            isShort = false;
            onRoom.run();
        }
    }

    /** Calls somebody, who has to be quick, when there is room again after some work was left. */
    void onRoom(Runnable call) {
        onRoom = call;
    }

    /** Places for work that is about to be taken, so that nobody else takes more meanwhile. For one thread. */
    final class Places implements AutoCloseable {
        private int count;

        private Places() {}

        void promise(int more) {
            count += more;
            promised.addAndGet(more);
        }

        /** To be called when the work has begun, or is not taken. */
        @Override
        public void close() {
            promised.addAndGet(-count);
            callWhenThereIsRoom();
        }
    }

    /** None yet. */
    Places places() {
        return new Places();
    }

    /** How much more this node takes; what its own commits lead to may exceed it for a moment. */
    int room() {
        return closed ? 0 : Math.max(0, limit - items.size() - promised.get());
    }

    /**
     * Takes no more work, and waits until what is under way has ended.
     *
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public void close(Duration patience) throws InterruptedException {
        closed = true;
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (!items.isEmpty() && nanos > 0) {
                nanos = empty.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    private void announceWhenEmpty() {
        lock.lock();
        try {
            if (items.isEmpty()) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        return items.size();
    }

    List<StepKey> steps() {
        return items.keySet().stream().map(Item::step).distinct().toList();
    }
}
