package mpjdht.service;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.AnswerSink;
import mpjdht.runtime.Inbox;

/** The way of answers from the rank's thread to a door's, which is woken when it may be asleep. What waits there is bounded in bytes. */
public final class AnswerPassage implements AnswerSink {
    private static final int KEPT = 64;
    private static final long MOST_BYTES = 64 << 20;
    private static final int FULL_BYTES = 1 << 16;

    private final ConcurrentLinkedQueue<Answers> queue = new ConcurrentLinkedQueue<>();
    private final ArrayBlockingQueue<Answers> spare = new ArrayBlockingQueue<>(KEPT);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private final Inbox.Slot inbox;
    private final Runnable wake;
    private final Runnable whenEnded;
    private Answers open = new Answers();

    /**
     * A passage without answers.
     *
     * @param inbox wakes the rank when there is room for answers again
     * @param wake has the door's thread call {@link #take}; called by the rank's thread
     * @param whenEnded is told that there will be no more; called by the rank's thread
     */
    public AnswerPassage(Inbox.Slot inbox, Runnable wake, Runnable whenEnded) {
        this.inbox = inbox;
        this.wake = wake;
        this.whenEnded = whenEnded;
    }

    @Override
    public boolean isReady() {
        if (waitingBytes.get() >= MOST_BYTES) {
            inbox.awaitNext();
            if (waitingBytes.get() >= MOST_BYTES) {
                return false;
            }
        }
        inbox.settle();
        return true;
    }

    @Override
    public void answered(long place, RequestCursor request, ReplyCursor reply, int rank) {
        open.add(place, request, reply);
        if (open.valueBytes() >= FULL_BYTES) {
            bringOut();
        }
    }

    @Override
    public void bringOut() {
        if (open.count() == 0) {
            return;
        }
        waitingBytes.addAndGet(open.valueBytes());
        queue.add(open);
        open = spare.poll();
        if (open == null) {
            open = new Answers();
        }
        if (!isWoken.getAndSet(true)) {
            wake.run();
        }
    }

    @Override
    public void ended() {
        bringOut();
        whenEnded.run();
    }

    /** Gives the answers that are there to {@code taker}, which may not keep them. For the door's thread. */
    public void take(Consumer<Answers> taker) {
        isWoken.set(false);
        Answers next = queue.poll();
        while (next != null) {
            try {
                taker.accept(next);
            } finally {
                waitingBytes.addAndGet(-next.valueBytes());
                inbox.post();
            }
            next.reset();
            spare.offer(next);
            next = queue.poll();
        }
    }
}
