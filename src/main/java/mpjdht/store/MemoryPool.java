package mpjdht.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Arrays of slots that are pooled have a multiple of this length. */
    static final int SLOT_STEP = PAGE_BYTES / Long.BYTES;

    private static final int KEPT_BYTES = 32 << 20;
    private static final int MOST_SLOT_STEPS = 16;
    private static final MemoryPool OF_PROCESS = new MemoryPool();

    private final ArrayDeque<byte[]> pages = new ArrayDeque<>();
    private final List<ArrayDeque<long[]>> slotsOfSteps = new ArrayList<>();
    private int keptBytes;

    private MemoryPool() {
        for (int steps = 0; steps <= MOST_SLOT_STEPS; steps++) {
            slotsOfSteps.add(new ArrayDeque<>());
        }
    }

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

    /** An array of empty slots. */
    long[] takeSlots(int length) {
        long[] slots = isPooled(length) ? pollSlots(length) : null;
        if (slots == null) {
            return new long[length];
        }
        Arrays.fill(slots, 0);
        return slots;
    }

    /** Gives slots back, which nobody may use any more. */
    synchronized void give(long[] slots) {
        if (isPooled(slots.length) && keptBytes < KEPT_BYTES) {
            keptBytes += slots.length * Long.BYTES;
            slotsOfSteps.get(slots.length / SLOT_STEP).push(slots);
        }
    }

    private synchronized long[] pollSlots(int length) {
        long[] slots = slotsOfSteps.get(length / SLOT_STEP).poll();
        if (slots != null) {
            keptBytes -= length * Long.BYTES;
        }
        return slots;
    }

    private static boolean isPooled(int length) {
        return length % SLOT_STEP == 0 && length / SLOT_STEP <= MOST_SLOT_STEPS;
    }
}
