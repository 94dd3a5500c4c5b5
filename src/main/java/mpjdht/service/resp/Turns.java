package mpjdht.service.resp;

import java.util.function.LongSupplier;
import mpjdht.message.Answer;
import mpjdht.service.Meter;

/**
 * What a connection has asked and was not told, in the order in which it asked. Answers come in any order; one whose turn has not come is kept
 * until it has.
 */
final class Turns {
    private static final int UNANSWERED = 0;
    private static final int READY = -1;
    private static final int KEPT_BYTES = 1 << 14;
    private static final int KEPT_TURNS = 1 << 10;
    private static final int FEW = 8;

    private final Told told;
    private final LongSupplier clock;
    private Turn[] turns = new Turn[FEW];
    private int[] outcomes = new int[FEW];
    private int[] offsets = new int[FEW];
    private int[] lengths = new int[FEW];
    private Meter[] meters = new Meter[FEW];
    private long[] begun = new long[FEW];
    /** The values of answers that are kept, one behind another, with gaps where some were told. */
    private byte[] held = {};

    private int heldEnd;
    private int heldBytes;
    private int first;
    private int next;

    /**
     * Nothing that was asked.
     *
     * @param clock tells nanoseconds
     */
    Turns(Told told, LongSupplier clock) {
        this.told = told;
        this.clock = clock;
    }

    /** How many there are. */
    int size() {
        return next - first;
    }

    /** The number that the next one gets. */
    int nextNumber() {
        return next;
    }

    /** One more, which waits for its answer. */
    void add(Turn turn) {
        if (size() == turns.length) {
            makeSlots(2 * turns.length);
        }
        int slot = slot(next);
        turns[slot] = turn;
        outcomes[slot] = UNANSWERED;
        meters[slot] = null;
        next++;
    }

    /** The last one is that of a whole command, which is counted when it is told. */
    void count(Meter meter) {
        int slot = slot(next - 1);
        meters[slot] = meter;
        begun[slot] = clock.getAsLong();
    }

    /** One more, whose reply is known. */
    void addReady(byte[] bytes, int length) {
        add(Turn.READY);
        settle(next - 1, READY, bytes, 0, length);
    }

    /** An answer has come. */
    void answered(int number, int outcome, byte[] bytes, int offset, int length) {
        settle(number, outcome, bytes, offset, length);
    }

    private void settle(int number, int outcome, byte[] bytes, int offset, int length) {
        if (number != first) {
            hold(slot(number), outcome, bytes, offset, length);
            return;
        }
        tell(slot(first), outcome, bytes, offset, length);
        first++;
        while (first != next && outcomes[slot(first)] != UNANSWERED) {
            int slot = slot(first);
            tell(slot, outcomes[slot], held, offsets[slot], lengths[slot]);
            heldBytes -= lengths[slot];
            first++;
        }
        if (heldBytes == 0) {
            heldEnd = 0;
            held = held.length > KEPT_BYTES ? new byte[0] : held;
        }
        if (first == next && turns.length > KEPT_TURNS) {
            makeSlots(FEW);
        }
    }

    private void tell(int slot, int outcome, byte[] bytes, int offset, int length) {
        Turn turn = turns[slot];
        boolean isFailure = Answer.isFailure(outcome);
        if (isFailure) {
            turn.fail(told, RespErrors.of(outcome));
        } else {
            turn.tell(told, outcome, bytes, offset, length);
        }
        if (meters[slot] != null) {
            meters[slot].over(clock.getAsLong() - begun[slot], isFailure);
        }
    }

    private void hold(int slot, int outcome, byte[] bytes, int offset, int length) {
        if (heldEnd + length > held.length) {
            closeGaps(Math.max(heldBytes + length, FEW));
        }
        System.arraycopy(bytes, offset, held, heldEnd, length);
        outcomes[slot] = outcome;
        // What has no bytes is nowhere, so that the place of the others may be given up.
        offsets[slot] = length == 0 ? 0 : heldEnd;
        lengths[slot] = length;
        heldEnd += length;
        heldBytes += length;
    }

    /** Makes room, so that for at least as many bytes as are needed there is nothing to do. */
    private void closeGaps(int needed) {
        byte[] closed = new byte[Math.max(needed, (int) Math.min(2L * needed, Integer.MAX_VALUE / 2))];
        int end = 0;
        for (int number = first; number != next; number++) {
            int slot = slot(number);
            if (outcomes[slot] != UNANSWERED && lengths[slot] > 0) {
                System.arraycopy(held, offsets[slot], closed, end, lengths[slot]);
                offsets[slot] = end;
                end += lengths[slot];
            }
        }
        held = closed;
        heldEnd = end;
    }

    /** Bytes of the answers that are kept. */
    int heldBytes() {
        return heldBytes;
    }

    private int slot(int number) {
        return number & (turns.length - 1);
    }

    private void makeSlots(int slots) {
        Turn[] newTurns = new Turn[slots];
        int[] newOutcomes = new int[slots];
        int[] newOffsets = new int[slots];
        int[] newLengths = new int[slots];
        Meter[] newMeters = new Meter[slots];
        long[] newBegun = new long[slots];
        for (int number = first; number != next; number++) {
            int from = slot(number);
            int to = number & (slots - 1);
            newTurns[to] = turns[from];
            newOutcomes[to] = outcomes[from];
            newOffsets[to] = offsets[from];
            newLengths[to] = lengths[from];
            newMeters[to] = meters[from];
            newBegun[to] = begun[from];
        }
        turns = newTurns;
        outcomes = newOutcomes;
        offsets = newOffsets;
        lengths = newLengths;
        meters = newMeters;
        begun = newBegun;
    }
}
