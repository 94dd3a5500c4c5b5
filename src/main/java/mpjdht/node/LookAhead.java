package mpjdht.node;

import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * Looks a few requests ahead of the one being answered, finds their tables, and makes the processor load what they will
 * need. A large table is not in cache: each look-up would wait for main memory twice, once for the slot and once for the
 * entry. Requests that are touched together wait together.
 */
final class LookAhead {
    /** Requests touched together: enough to fill the processor's load buffers, few enough to stay in its first cache. */
    private static final int REQUESTS = 32;

    private final RequestCursor cursor = new RequestCursor();
    private final int[] owners = new int[REQUESTS];
    private final int[] hashes = new int[REQUESTS];
    private final long[] positions = new long[REQUESTS];
    private final int[] keyLengths = new int[REQUESTS];
    private int known;
    private int taken;

    /** The sum of everything that was loaded. Nobody asks for it; without it the loads could be optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

    /** Begins with the first request of a batch. */
    void open(byte[] bytes, int offset, int length) {
        cursor.open(bytes, offset, length);
        known = 0;
        taken = 0;
    }

    /** Index of the node that owns the key of the next request, in the order of the batch. */
    int nextOwner(RingView view, NodeTable[] tableOfIndex) {
        if (taken == known) {
            lookAhead(view, tableOfIndex);
        }
        return owners[taken++];
    }

    private void lookAhead(RingView view, NodeTable[] tableOfIndex) {
        taken = 0;
        known = 0;
        while (known < REQUESTS && cursor.next()) {
            long position = cursor.position();
            int owner = view.ownerIndex(position);
            owners[known] = owner;
            hashes[known] = cursor.hash();
            positions[known] = position;
            keyLengths[known] = cursor.keyLength();
            if (tableOfIndex[owner] != null) {
                loaded += tableOfIndex[owner].touchSlot(cursor.hash(), position);
            }
            known++;
        }
        for (int i = 0; i < known; i++) {
            NodeTable table = tableOfIndex[owners[i]];
            if (table != null) {
                loaded += table.touchEntry(hashes[i], positions[i], keyLengths[i]);
            }
        }
    }
}
