package mpjdht.node.storage;

import mpjdht.message.RoutedCursor;
import mpjdht.node.ProtocolException;
import mpjdht.store.NodeTable;

/** The node that owns a request was found on the way, and stands in its leg. */
final class ByNode extends OwnerLookAhead<RoutedCursor> {
    private final KeyTables tables;

    ByNode(KeyTables tables) {
        super(new RoutedCursor());
        this.tables = tables;
    }

    @Override
    void find(RoutedCursor request) {
        long node = request.node();
        NodeTable table = tables.table(node);
        if (table == null) {
            throw new ProtocolException(
                    "a request for node " + Long.toUnsignedString(node) + " came to a rank that does not host it");
        }
        found(node, table, request.hops());
    }
}
