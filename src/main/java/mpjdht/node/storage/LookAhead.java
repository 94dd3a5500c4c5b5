package mpjdht.node.storage;

import mpjdht.message.RequestCursor;
import mpjdht.store.NodeTable;
import mpjdht.store.Prefetch;

/**
 * Looks a few records of a batch ahead of the one in hand, and has what they will need of a table loaded.
 *
 * @param <C> cursor that reads the records
 */
public abstract class LookAhead<C extends RequestCursor> {
    private final C cursor;
    private final Prefetch prefetch = new Prefetch();
    private int known;
    private int current;

    /** Nothing is known yet; {@code cursor} reads the records, and nobody else moves it. */
    protected LookAhead(C cursor) {
        this.cursor = cursor;
    }

    /**
     * Tells in which table the record on which the cursor stands will be looked up; null when it will be in none.
     *
     * @param place place of the record among those that are looked ahead at, below {@link Prefetch#MOST}
     */
    protected abstract NodeTable table(C record, int place);

    /** How far behind the beginning of the key that is here already its entry will be needed: as a rule, to its value. */
    protected int reach(C record) {
        return record.keyLength();
    }

    /** Begins before the first record of a batch. */
    public final void open(byte[] bytes, int offset, int length) {
        cursor.open(bytes, offset, length);
        known = 0;
        current = -1;
    }

    /** Goes on to the next record, in the order of the batch; there is one. */
    public final void next() {
        current++;
        if (current == known) {
            load();
        }
    }

    /** Place of the record in hand. */
    protected final int current() {
        return current;
    }

    private void load() {
        current = 0;
        known = 0;
        while (known < Prefetch.MOST && cursor.next()) {
            NodeTable table = table(cursor, known);
            if (table != null) {
                prefetch.add(table, cursor.hash(), cursor.position(), reach(cursor));
            }
            known++;
        }
        prefetch.load();
    }
}
