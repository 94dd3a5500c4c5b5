package mpjdht.service;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import mpjdht.command.ByteSource;
import mpjdht.runtime.Inbox;

/** The bytes of a command file on their way from a door's thread to the rank's, which reads them as they come. */
final class BatchInput implements ByteSource {
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_STEP_BYTES = 1 << 16;

    private final ConcurrentLinkedQueue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Inbox.Slot inbox;
    private final Runnable whenRoom;
    private volatile boolean isWhole;
    private byte[] current = {};
    private int stepBytes;
    private int taken;

    /**
     * Nothing has come.
     *
     * @param inbox wakes the rank
     * @param whenRoom is told, by the rank's thread, when {@link #hasRoom} is true again
     */
    BatchInput(Inbox.Slot inbox, Runnable whenRoom) {
        this.inbox = inbox;
        this.whenRoom = whenRoom;
    }

    /** Bytes have come. For the door's thread. */
    void give(byte[] bytes) {
        if (bytes.length > 0) {
            waitingBytes.addAndGet(bytes.length);
            queue.add(bytes);
            inbox.post();
        }
    }

    /** Whether more is to be given now. */
    boolean hasRoom() {
        return waitingBytes.get() < MOST_BYTES;
    }

    /** The rank begins another step, in which it takes no more than so much. For the rank's thread. */
    void beginStep() {
        stepBytes = 0;
    }

    /** Nothing more comes. For any thread. */
    void end() {
        isWhole = true;
        inbox.post();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (stepBytes >= MOST_STEP_BYTES) {
            // Others have their turn; then this goes on at once.
            inbox.awaitNext();
            inbox.post();
            return NOTHING_YET;
        }
        if (taken == current.length && !takesNext()) {
            return isWhole && queue.isEmpty() ? END : NOTHING_YET;
        }
        int count = Math.min(length, current.length - taken);
        System.arraycopy(current, taken, into, offset, count);
        taken += count;
        stepBytes += count;
        long before = waitingBytes.getAndAdd(-count);
        if (before >= MOST_BYTES && before - count < MOST_BYTES) {
            whenRoom.run();
        }
        return count;
    }

    private boolean takesNext() {
        boolean mayEnd = isWhole;
        byte[] next = queue.poll();
        if (next == null && !mayEnd) {
            inbox.awaitNext();
            next = queue.poll();
        }
        if (next == null) {
            if (isWhole) {
                inbox.settle();
            }
            return false;
        }
        inbox.settle();
        current = next;
        taken = 0;
        return true;
    }

    /** What has come and was not read is not wanted any more. */
    @Override
    public void close() {
        inbox.settle();
    }
}
