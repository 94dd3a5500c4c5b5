package mpjdht.runtime.mpj;

import mpi.MPI;
import mpi.Status;

/**
 * Receives that are always posted, so that a sender never waits for the receiver to ask. What was received last may be read
 * until the next call of {@link #poll} or {@code await}.
 */
abstract class PostedReceives {
    private int from;
    private int tag;
    private byte[] bytes;
    private int length;

    /** Takes what has arrived; false when nothing has. */
    abstract boolean poll();

    /** Waits until something arrives, and takes it; cannot be woken. */
    abstract void await() throws InterruptedException;

    /**
     * Waits until something arrives, and takes it, but no longer than asked, nor than until somebody wakes this rank.
     *
     * @return whether something arrived
     */
    abstract boolean await(long limitNanos) throws InterruptedException;

    /** Rank that sent what was received last. */
    final int from() {
        return from;
    }

    /** Tag of what was received last. */
    final int tag() {
        return tag;
    }

    /** Array that holds what was received last, from its first byte. */
    final byte[] bytes() {
        return bytes;
    }

    /** Length of what was received last. */
    final int length() {
        return length;
    }

    final void received(int source, Status status, byte[] buffer) {
        from = source;
        tag = status.tag;
        bytes = buffer;
        length = status.Get_count(MPI.BYTE);
    }
}
