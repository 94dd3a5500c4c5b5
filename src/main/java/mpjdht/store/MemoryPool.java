package mpjdht.store;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * The memory that no table of this process needs just now. Pages and arrays of slots are taken and given back far more often
 * than memory is needed anew, when tables grow or an arc moves from node to node; taken from here they cost the garbage
 * collector nothing.
 *
 * <p>Thread-safe: in multicore mode the ranks of a process share it, so that what one node hands over makes room for
 * the node that takes it.
 */
final class MemoryPool {
    /** Size of every page. */
    static final int PAGE_BYTES = 64 << 10;

    /** Length of every array of slots. */
    static final int SLOTS = 64 << 10;

    private static final int KEPT_BYTES = 16 << 20;
    private static final MemoryPool OF_PROCESS = new MemoryPool();

    private final ArrayDeque<byte[]> pages = new ArrayDeque<>();
    private final ArrayDeque<long[]> slots = new ArrayDeque<>();
    private int keptBytes;

    /** An empty pool. */
    MemoryPool() {}

    /** The one pool of this process. */
    static MemoryPool ofProcess() {
        return OF_PROCESS;
    }

    /** A page with anything in it. */
    synchronized byte[] takePage() {
        byte[] page = pages.poll();
        if (page == null) {
            return new byte[PAGE_BYTES];
        }
        keptBytes -= PAGE_BYTES;
        return page;
    }

    /** Gives a page back, which nobody may use any more. An array of another size is left to the garbage collector. */
    synchronized void give(byte[] page) {
        if (page.length == PAGE_BYTES && keptBytes < KEPT_BYTES) {
            keptBytes += PAGE_BYTES;
            pages.push(page);
        }
    }

    /** Empty slots. */
    long[] takeSlots() {
        long[] taken = pollSlots();
        if (taken == null) {
            return new long[SLOTS];
        }
        Arrays.fill(taken, 0);
        return taken;
    }

    /** Gives slots back, likewise. */
    synchronized void give(long[] given) {
        if (given.length == SLOTS && keptBytes < KEPT_BYTES) {
            keptBytes += SLOTS * Long.BYTES;
            slots.push(given);
        }
    }

    private synchronized long[] pollSlots() {
        long[] taken = slots.poll();
        if (taken != null) {
            keptBytes -= SLOTS * Long.BYTES;
        }
        return taken;
    }
}
