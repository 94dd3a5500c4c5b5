package mpjdht.service.resp;

import java.util.Arrays;
import mpjdht.message.Answer;
import mpjdht.message.Sizes;
import mpjdht.message.SwapRecord;
import mpjdht.service.Door;

/**
 * A command that changes a key by what it has: reads, and writes if what was read is still there; else the answer has told what is there
 * instead, and it writes by that.
 */
final class Alteration implements Undertaking {
    private static final byte[] NOTHING = {};

    private final Door door;
    private final int caller;
    private final RespOutput output;
    private final Kind kind;
    private final byte[] key;
    private final byte[] operand;
    private Step step = Step.BEFORE_READ;
    private boolean hasFailed;

    /** What is there, as far as is known; null when nothing is. */
    private byte[] present;

    /** What becomes of a key, and what is told. */
    enum Kind {
        /** The operand takes the place of what is there; if nothing is, nothing happens. */
        REPLACE,
        /** The same, and what was there is told. */
        REPLACE_AND_TELL,
        /** The operand is stored, and what was there is told. */
        STORE_AND_TELL,
        /** The key is taken out, and what was there is told. */
        TAKE,
        /** The operand is put behind what is there, and the length of all is told. */
        APPEND
    }

    private enum Step {
        BEFORE_READ,
        READING,
        BEFORE_WRITE,
        WRITING,
        OVER
    }

    /**
     * A command that has asked for nothing yet.
     *
     * @param caller who asks
     * @param output where the reply is written
     */
    Alteration(Door door, int caller, RespOutput output, Kind kind, byte[] key, byte[] operand) {
        this.door = door;
        this.caller = caller;
        this.output = output;
        this.kind = kind;
        this.key = key;
        this.operand = operand;
    }

    @Override
    public void goOn(boolean isClosing) {
        boolean isToAsk = step == Step.BEFORE_READ || step == Step.BEFORE_WRITE;
        if (isToAsk && isClosing) {
            fail("ERR the server ends; nothing was done");
        } else if (isToAsk && door.hasRoom()) {
            ask();
        }
    }

    private void ask() {
        if (step == Step.BEFORE_READ) {
            step = Step.READING;
            door.get(caller, 0, key, 0, key.length);
        } else if (present == null && kind != Kind.STORE_AND_TELL && kind != Kind.APPEND) {
            output.nil();
            step = Step.OVER;
        } else {
            write();
        }
    }

    private void write() {
        byte[] old = present == null ? NOTHING : present;
        int oldLength = present == null ? SwapRecord.ABSENT : present.length;
        int kept = kind == Kind.APPEND ? old.length : 0;
        long newLength = (long) kept + operand.length;
        if (newLength > Sizes.MAX_VALUE_BYTES) {
            fail("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
            return;
        }
        if (old.length + newLength > SwapRecord.MAX_VALUES_BYTES) {
            fail("ERR the value before and the value after have more than " + SwapRecord.MAX_VALUES_BYTES
                    + " bytes together");
            return;
        }
        byte[] all = Arrays.copyOf(key, key.length + old.length + (int) newLength);
        int newAt = key.length + old.length;
        System.arraycopy(old, 0, all, key.length, old.length);
        System.arraycopy(old, 0, all, newAt, kept);
        System.arraycopy(operand, 0, all, newAt + kept, operand.length);
        step = Step.WRITING;
        door.swap(
                caller,
                0,
                all,
                0,
                key.length,
                key.length,
                oldLength,
                newAt,
                kind == Kind.TAKE ? SwapRecord.ABSENT : (int) newLength);
    }

    @Override
    public void answered(int outcome, byte[] bytes, int offset, int length) {
        if (Answer.isFailure(outcome)) {
            fail(RespErrors.of(outcome));
        } else if (outcome == Answer.SWAPPED) {
            tellDone();
            step = Step.OVER;
        } else {
            present = outcome == Answer.MISSING ? null : Arrays.copyOfRange(bytes, offset, offset + length);
            step = Step.BEFORE_WRITE;
        }
    }

    private void tellDone() {
        switch (kind) {
            case REPLACE -> output.simple("OK");
            case APPEND -> output.number((present == null ? 0L : present.length) + operand.length);
            case REPLACE_AND_TELL, STORE_AND_TELL, TAKE -> {
                if (present == null) {
                    output.nil();
                } else {
                    output.bulk(present, 0, present.length);
                }
            }
        }
    }

    private void fail(String error) {
        output.error(error);
        hasFailed = true;
        step = Step.OVER;
    }

    @Override
    public boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public boolean isOver() {
        return step == Step.OVER;
    }

    @Override
    public long heldBytes() {
        return (long) key.length + operand.length + (present == null ? 0 : present.length);
    }
}
