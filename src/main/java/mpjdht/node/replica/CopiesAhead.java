package mpjdht.node.replica;

import mpjdht.message.RequestCursor;
import mpjdht.node.storage.LookAhead;
import mpjdht.store.NodeTable;

/**
 * Looks ahead in a batch at a rank all of whose copies are in one table.
 *
 * @param <C> cursor that reads the records
 */
final class CopiesAhead<C extends RequestCursor> extends LookAhead<C> {
    private final NodeTable table;

    CopiesAhead(C cursor, NodeTable table) {
        super(cursor);
        this.table = table;
    }

    @Override
    protected NodeTable table(C record, int place) {
        return table;
    }
}
