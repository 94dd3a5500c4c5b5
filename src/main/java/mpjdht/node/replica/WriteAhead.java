package mpjdht.node.replica;

import mpjdht.message.ChainBatch;
import mpjdht.message.ChainCursor;
import mpjdht.metric.Figure;
import mpjdht.node.Outbox;

/**
 * What the replicas of a rank have done, for its disk: one more replica, behind all others, which hears everything before anybody else does. Where nothing outlives the job,
 * nothing is written down.
 */
final class WriteAhead {
    /** What a disk adds to what is persisted at once, at most, as it is counted here. */
    static final int FRAME_BYTES = 40;

    private final boolean isKept;
    private long writtenBytes;
    private final ChainBatch open = new ChainBatch();
    private final Way way = new Way();

    /**
     * Nothing done.
     *
     * @param isKept whether it is written down
     */
    WriteAhead(boolean isKept) {
        this.isKept = isKept;
    }

    /** Whether what is done is written down. */
    boolean isKept() {
        return isKept;
    }

    /** The way out for a step, past which nothing goes before what was done until then. */
    Outbox before(Outbox outbox) {
        if (!isKept || outbox == way) {
            return outbox;
        }
        way.next = outbox;
        return way;
    }

    /** Takes bytes as they came, behind all that was done before. */
    void add(byte[] bytes, int offset, int length, Outbox outbox) {
        if (isKept) {
            flush(outbox);
            outbox.persist(bytes, offset, length);
            writtenBytes += length + FRAME_BYTES;
        }
    }

    /** Takes a record of a chain as it came. */
    void add(ChainCursor record, Outbox outbox) {
        if (isKept) {
            batch(outbox).add(record);
        }
    }

    /** The batch to which one record is to be appended now, where what is done is written down. */
    ChainBatch batch(Outbox outbox) {
        if (open.full()) {
            flush(outbox);
        }
        return open;
    }

    /** Has everything written down. */
    void flush(Outbox outbox) {
        if (open.records() > 0) {
            Outbox to = outbox == way ? way.next : outbox;
            to.persist(open.bytes(), 0, open.length());
            writtenBytes += open.length() + FRAME_BYTES;
            open.reset();
        }
    }

    /** Bytes that were written down, and what the disk adds to them. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** A way out that takes nothing before what has been done. */
    private final class Way implements Outbox {
        private Outbox next;

        @Override
        public void send(int to, byte[] bytes, int offset, int length) {
            flush(next);
            next.send(to, bytes, offset, length);
        }

        @Override
        public void persist(byte[] bytes, int offset, int length) {
            next.persist(bytes, offset, length);
        }

        @Override
        public long turnOver(long from) {
            return next.turnOver(from);
        }

        @Override
        public void setTimer(long delayMicros, long timer) {
            next.setTimer(delayMicros, timer);
        }

        @Override
        public void count(Figure figure, long more) {
            next.count(figure, more);
        }

        @Override
        public void answered(int operation, boolean isFailure, int hops, long micros) {
            next.answered(operation, isFailure, hops, micros);
        }
    }
}
