package mpjdht.node.eventual;

import mpjdht.message.StateCursor;
import mpjdht.node.storage.LookAhead;
import mpjdht.store.NodeTable;
import mpjdht.store.VersionedTable;

/** Looks ahead in a batch of states that other replicas have. */
final class StatesAhead extends LookAhead<StateCursor> {
    private final VersionedTable table;

    StatesAhead(VersionedTable table) {
        super(new StateCursor());
        this.table = table;
    }

    @Override
    protected NodeTable table(StateCursor state, int place) {
        return table.keys();
    }

    /** To the end of the version, behind a value that is as long as the new one, most often. */
    @Override
    protected int reach(StateCursor state) {
        return state.keyLength() + state.valueLength() - 1;
    }
}
