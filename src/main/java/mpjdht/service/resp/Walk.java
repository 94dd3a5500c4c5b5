package mpjdht.service.resp;

import mpjdht.message.Answer;
import mpjdht.message.WalkRecord;
import mpjdht.service.Door;

/**
 * A command that walks over the keys: round the circle by their positions, a piece at a time. So a key that is there all the time is met, whatever
 * nodes come and go.
 */
abstract class Walk implements Undertaking {
    private static final long HIGHEST = -1L;

    final Door door;
    final int caller;
    final RespOutput output;
    private final int keys;
    private long position;
    private boolean isToAsk = true;
    private boolean isOver;
    private boolean hasFailed;

    /**
     * A walk that has met nothing.
     *
     * @param caller who asks
     * @param output where the reply is written
     * @param position where it begins
     * @param keys about how many are told at a time; 0 when they are counted alone
     */
    Walk(Door door, int caller, RespOutput output, long position, int keys) {
        this.door = door;
        this.caller = caller;
        this.output = output;
        this.position = position;
        this.keys = keys;
    }

    @Override
    public final void goOn(boolean isClosing) {
        if (isToAsk && isClosing) {
            fail("ERR the server ends; not all keys have been met");
        } else if (isToAsk && door.hasRoom()) {
            isToAsk = false;
            door.walk(caller, 0, position, keys);
        }
    }

    @Override
    public void answered(int outcome, byte[] bytes, int offset, int length) {
        if (Answer.isFailure(outcome)) {
            fail(RespErrors.of(outcome));
            return;
        }
        // Behind the highest position is 0, where a walk begins and ends.
        position = WalkRecord.last(bytes, offset, length) + 1;
        met(bytes, offset, length);
    }

    /** A piece of the circle has been walked over, and this is what was there. */
    abstract void met(byte[] answer, int offset, int length);

    /** Where the next piece begins; 0 when there is none. */
    final long position() {
        return position;
    }

    /** The next piece is to be walked over, if there is one; else tells {@code whenDone}. */
    final void goFurther(Runnable whenDone) {
        if (position == HIGHEST + 1) {
            whenDone.run();
            isOver = true;
        } else {
            isToAsk = true;
        }
    }

    /** The reply has been written. */
    final void end() {
        isOver = true;
    }

    final void fail(String error) {
        output.error(error);
        hasFailed = true;
        isToAsk = false;
        isOver = true;
    }

    @Override
    public final boolean hasFailed() {
        return hasFailed;
    }

    @Override
    public final boolean isOver() {
        return isOver;
    }

    @Override
    public long heldBytes() {
        return 0;
    }
}
