package mpjdht.node.storage;

import mpjdht.message.RequestCursor;
import mpjdht.store.NodeTable;

/**
 * Looks ahead in a batch at a rank all of whose copies are in one table.
 *
 * @param <C> cursor that reads the records
 */
public final class CopiesAhead<C extends RequestCursor> extends LookAhead<C> {
    private final NodeTable table;

    /** Nothing is known yet; {@code cursor} reads the records, and nobody else moves it. */
    public CopiesAhead(C cursor, NodeTable table) {
        super(cursor);
        this.table = table;
    }

    @Override
    protected NodeTable table(C record, int place) {
        return table;
    }
}
