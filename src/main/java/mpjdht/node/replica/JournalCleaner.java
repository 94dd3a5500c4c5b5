package mpjdht.node.replica;

import java.util.ArrayDeque;
import mpjdht.message.ChainBatch;
import mpjdht.message.ConfigurationCodec;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.store.ArcPart;
import mpjdht.store.KeyWalk;

/**
 * Keeps what a rank has written down in proportion to what it has. When it is too long, a hand goes round the circle and writes down once more what the rank
 * has there, behind everything else, some at a time. What was written down before the hand had last been all the way round is given up (copying forward,
 * as the cleaner of a log does: Rosenblum and Ousterhout, "The Design and Implementation of a Log-Structured File System", ACM TOCS 10(1), 1992, section 3.3).
 *
 * <p>It copies between two steps of the rank, when all that it has done is written down. So a copy never comes behind what is younger than it, and
 * reading everything from any part on, with all the way round behind it, comes to what the rank has.
 */
final class JournalCleaner {
    /** As many bytes are copied for each one written, as long as there is too much. */
    private static final int COPIED_PER_WRITTEN = 4;

    /** A rank that has nothing to do copies some after so long. */
    private static final long PAUSE_MICROS = 5_000;

    /** No more is copied in a step of the rank, so that nobody waits for long. */
    private static final long MOST_STEP_BYTES = 8 << 20;

    /** A segment is not copied in more slices: all its keys are passed in each. */
    private static final int MOST_SLICES = 64;

    /** That what is there takes many parts, so that few bytes wait for the rest of theirs. */
    private static final int PARTS = 16;

    /** The work of a slice with hardly any key is that of this part of a usual one. */
    private static final int LEAST_WORK = 64;

    /** A part is at least so many times as long as the configuration with which it begins. */
    private static final int CONFIGURATIONS = 8;

    private final ReplicaState state;
    private final long leastPartBytes;

    /** So much is copied at once. */
    private final long sliceBytes;

    private final long timer;
    private final Arc circle;
    private final ChainBatch batch = new ChainBatch();
    private final ArrayDeque<Part> closed = new ArrayDeque<>();

    /** The part that grows; 0 is the one in which the rank has begun. */
    private long number;

    private long numberBytes;
    private long closedBytes;
    private long writtenBefore;

    /** What the hand has not come to this time. */
    private Arc rest;

    /** What it has begun to copy, in slices. */
    private Arc arc;

    private int slices = 1;
    private int slice;
    private long rounds;

    /** Bytes that are to be copied before any more is written. */
    private long owedBytes;

    /** Bytes of what is no key, copied the last time round and this time. */
    private long otherBytes;

    private long otherBytesNow;
    private int configurationBytes;
    private boolean isTimerSet;

    /**
     * How far the hand has come.
     *
     * @param rounds times all the way round
     * @param next first position of the arc in hand
     * @param last its last position; the one before {@code next} if the arc has not been begun
     * @param done how much of it is done, of 2 to the power of 32
     */
    private record Hand(long rounds, long next, long last, long done) {

        /** Whether it has been all the way round since it was somewhere; says no if that cannot be told. */
        boolean hasBeenRoundSince(Hand then) {
            return rounds > then.rounds + 1 || (rounds == then.rounds + 1 && hasPassed(then));
        }

        private boolean hasPassed(Hand then) {
            if (then.done == 0) {
                return Long.compareUnsigned(next, then.next) >= 0;
            }
            boolean isSameArc = next == then.next && last == then.last;
            return Long.compareUnsigned(next, then.last) > 0 || (isSameArc && done >= then.done);
        }
    }

    /** A part that does not grow any more, and where the hand was at its end. */
    private record Part(long number, long bytes, Hand end) {}

    /**
     * Nothing copied.
     *
     * @param state with the keys of the beginning, which are written down
     * @param life of the rank
     */
    JournalCleaner(ReplicaState state, Keeping keeping, int life) {
        this.state = state;
        this.leastPartBytes = keeping.leastPartBytes();
        this.sliceBytes = leastPartBytes / 2;
        this.timer = (2L << Integer.SIZE) + life;
        this.circle = Arc.wholeCircle(state.table.highestPosition());
        this.rest = circle;
        this.numberBytes = keeping.isKept() ? liveBytes() : 0;
    }

    /** Bytes that what the rank has takes when it is written down. */
    private long liveBytes() {
        return state.table.contentBytes() + ChainBatch.RECORD_BYTES * state.table.keys() + otherBytes;
    }

    /** A timer has expired: if it is the one that was set here, some is copied though nothing was written. */
    void onTimer(long expired) {
        if (expired == timer) {
            isTimerSet = false;
            owedBytes = Math.max(owedBytes, 1);
        }
    }

    /** Whether so much was written since the last step that the next one is not to wait for a moment without messages. */
    boolean isDue() {
        return state.disk.writtenBytes() - writtenBefore >= leastPartBytes / 2;
    }

    /** Copies as much as is due; all that the rank has done is written down. */
    void step(Outbox outbox) {
        long written = state.disk.writtenBytes() - writtenBefore;
        if (written == 0 && owedBytes <= 0) {
            return;
        }
        writtenBefore += written;
        numberBytes += written;
        long live = liveBytes();
        long partBytes = Math.max(leastPartBytes, Math.max(live / PARTS, (long) CONFIGURATIONS * configurationBytes));
        if (closedBytes + numberBytes <= live + live / 10 * 7 + 2 * partBytes) {
            owedBytes = 0;
            return;
        }
        owedBytes += COPIED_PER_WRITTEN * written;
        long least = owedBytes - MOST_STEP_BYTES;
        while (owedBytes > Math.max(0, least)) {
            if (numberBytes >= partBytes || needlessBytes() >= partBytes) {
                turnOver(outbox);
            }
            owedBytes -= Math.max(sliceBytes / LEAST_WORK, copySlice(outbox));
        }
        if (!isTimerSet) {
            isTimerSet = true;
            outbox.setTimer(PAUSE_MICROS, timer);
        }
    }

    private long needlessBytes() {
        Hand hand = hand();
        return closed.stream()
                .filter(part -> hand.hasBeenRoundSince(part.end()))
                .mapToLong(Part::bytes)
                .sum();
    }

    private void turnOver(Outbox outbox) {
        Hand hand = hand();
        closed.add(new Part(number, numberBytes, hand));
        closedBytes += numberBytes;
        while (hand.hasBeenRoundSince(closed.peek().end())) {
            closedBytes -= closed.remove().bytes();
        }
        number = outbox.turnOver(closed.peek().number());
        byte[] configuration = ConfigurationCodec.encode(state.roles.configuration());
        outbox.persist(configuration, 0, configuration.length);
        configurationBytes = configuration.length;
        numberBytes = (long) configurationBytes + WriteAhead.FRAME_BYTES;
    }

    /** Copies what comes next; returns its bytes. */
    private long copySlice(Outbox outbox) {
        if (slice == 0) {
            ArcPart begun = state.table.firstPart(rest);
            long bytes = begun.mostContentBytes() + (long) ChainBatch.RECORD_BYTES * begun.mostKeys();
            arc = begun.arc();
            slices = (int) Math.min(MOST_SLICES, 1 + bytes / sliceBytes);
        }
        long before = numberBytes;
        if (slice == 0) {
            state.resumable.ifPresent(client -> client.copy(state.answered, arc, () -> room(outbox)));
            persist(outbox);
            otherBytesNow += numberBytes - before;
        }
        Arc left = arc;
        for (ArcPart part = state.table.firstPart(left); ; part = state.table.firstPart(left)) {
            copyKeys(part, outbox);
            if (part.arc().last() == arc.last()) {
                break;
            }
            // The segment has been split since.
            left = new Arc(part.arc().last(), arc.last());
        }
        persist(outbox);
        goOn();
        return numberBytes - before;
    }

    private void copyKeys(ArcPart part, Outbox outbox) {
        KeyWalk key = part.key();
        while (part.next(slice, slices)) {
            int keyEnd = key.keyOffset() + key.keyLength();
            room(outbox)
                    .addKey(
                            key.hash(),
                            key.position(),
                            key.bytes(),
                            key.keyOffset(),
                            key.keyLength(),
                            keyEnd,
                            key.valueLength());
        }
    }

    private void goOn() {
        slice++;
        if (slice == slices) {
            slice = 0;
            if (arc.last() == circle.last()) {
                rounds++;
                rest = circle;
                otherBytes = otherBytesNow;
                otherBytesNow = 0;
            } else {
                rest = new Arc(arc.last(), circle.last());
            }
        }
    }

    private Hand hand() {
        long next = rest.equals(circle) ? 0 : rest.after() + 1;
        return new Hand(rounds, next, slice == 0 ? next - 1 : arc.last(), ((long) slice << Integer.SIZE) / slices);
    }

    private ChainBatch room(Outbox outbox) {
        if (batch.full()) {
            persist(outbox);
        }
        return batch;
    }

    private void persist(Outbox outbox) {
        if (batch.records() > 0) {
            outbox.persist(batch.bytes(), 0, batch.length());
            numberBytes += batch.length() + WriteAhead.FRAME_BYTES;
            batch.reset();
        }
    }
}
