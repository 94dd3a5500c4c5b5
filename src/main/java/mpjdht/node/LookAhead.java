package mpjdht.node;

import mpjdht.message.RequestCursor;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;
import mpjdht.store.Prefetch;

/** Looks a few requests ahead of the one being answered, finds their tables, and has what they will need loaded. */
final class LookAhead {
    private final RequestCursor cursor = new RequestCursor();
    private final int[] owners = new int[Prefetch.MOST];
    private final Prefetch prefetch = new Prefetch();
    private int known;
    private int taken;

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
        while (known < owners.length && cursor.next()) {
            long position = cursor.position();
            int owner = view.ownerIndex(position);
            owners[known++] = owner;
            NodeTable table = tableOfIndex[owner];
            if (table != null) {
                prefetch.add(table, cursor.hash(), position, cursor.keyLength());
            }
        }
        prefetch.load();
    }
}
