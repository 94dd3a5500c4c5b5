package mpjdht.runtime.transfer;

import java.io.IOException;
import mpjdht.command.CommandError;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.CommandSource.Next;

/**
 * A table on its way to a file, or from one, as the requests that this takes:
 *
 * <pre>
 *   OPENING --all before it answered--> UNDER_WAY --asked for everything--> CLOSING --all answered--> OVER
 * </pre>
 *
 * <p>One that breaks leaves nothing in files that is not whole, and asks for nothing more than the barrier at which it is over.
 */
public abstract class Transfer {
    private enum State {
        OPENING,
        UNDER_WAY,
        CLOSING,
        OVER
    }

    private State state = State.OPENING;
    private boolean awaitsBarrier;
    private boolean broken;

    /**
     * Goes on: REQUEST, FENCE for a barrier, NOTHING_YET while answers have to come first, STOP for a line that cannot be read, of which {@link
     * #error} tells, and behind which it goes on when it is asked again.
     *
     * @throws IOException if a file fails
     */
    public final Next next(RequestBatch batch, int sequence) throws IOException {
        if (awaitsBarrier) {
            return Next.NOTHING_YET;
        }
        Next next = broken ? Next.END : state == State.OPENING ? Next.FENCE : ask(batch, sequence);
        if (next == Next.END) {
            state = State.CLOSING;
            next = Next.FENCE;
        }
        awaitsBarrier = next == Next.FENCE;
        return next;
    }

    /**
     * Everything has been answered that was asked before a barrier.
     *
     * @return whether the transfer is over
     * @throws IOException if a file fails
     */
    public final boolean reached() throws IOException {
        awaitsBarrier = false;
        if (state == State.OPENING) {
            state = State.UNDER_WAY;
        } else if (state == State.CLOSING) {
            state = State.OVER;
            if (!broken) {
                conclude();
            }
        }
        return state == State.OVER;
    }

    /** Whether what is answered now is an answer to its requests. */
    public final boolean isUnderWay() {
        return state == State.UNDER_WAY || state == State.CLOSING;
    }

    /** Whether what was given last is a barrier. */
    public final boolean isAtBarrier() {
        return awaitsBarrier;
    }

    /** Nothing comes of it any more. */
    public final void abandon() {
        broken = true;
        try {
            release();
        } catch (IOException e) {
            // What is not whole has another name than what was asked for.
        }
    }

    /** Whether it was abandoned. */
    public final boolean isBroken() {
        return broken;
    }

    /** As {@link #next}, with END when nothing more is to be asked. */
    abstract Next ask(RequestBatch batch, int sequence) throws IOException;

    /**
     * Takes the answer to a request, which has not failed. They come in the order of the requests.
     *
     * @throws IOException if a file fails
     */
    public abstract void take(RequestCursor request, ReplyCursor reply) throws IOException;

    /** Everything has been answered. */
    abstract void conclude() throws IOException;

    /** Lets go of what is open, and leaves nothing that is not whole. */
    abstract void release() throws IOException;

    /** What was wrong with the last line that could not be read. */
    public abstract CommandError error();

    /** Line, from 1, of the request asked last in the file of the table; 0 where that is written. */
    public abstract long line();

    /** How many keys have been written, or stored. */
    public abstract long keys();

    /** Bytes of these keys and their values. */
    public abstract long bytes();
}
