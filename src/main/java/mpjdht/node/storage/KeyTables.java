package mpjdht.node.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/** The tables of the nodes that are hosted on a rank. */
final class KeyTables {
    private final Supplier<NodeTable> maker;
    private final List<NodeTable> tables = new ArrayList<>();
    private long[] ids = {};
    private IdIndex index = new IdIndex();

    /** No tables yet; {@code maker} makes empty ones. */
    KeyTables(Supplier<NodeTable> maker) {
        this.maker = maker;
    }

    /** Makes a table for every node of a view that is on this rank and has none. */
    void host(RingView view, int rank) {
        List<Long> added = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            if (view.rank(i) == rank && table(view.id(i)) == null) {
                added.add(view.id(i));
                tables.add(maker.get());
            }
        }
        append(added);
    }

    /** The table of a node; null when it is not hosted here. */
    NodeTable table(long id) {
        int at = index.indexOf(id);
        return at == IdIndex.NONE ? null : tables.get(at);
    }

    /** The table of a node that is hosted here, or will be. */
    NodeTable forNode(long id) {
        if (table(id) == null) {
            tables.add(maker.get());
            append(List.of(id));
        }
        return table(id);
    }

    /** Gives the table of a node up. */
    void drop(long id) {
        int at = index.indexOf(id);
        if (at != IdIndex.NONE) {
            tables.remove(at);
            long[] fewer = new long[ids.length - 1];
            System.arraycopy(ids, 0, fewer, 0, at);
            System.arraycopy(ids, at + 1, fewer, at, fewer.length - at);
            ids = fewer;
            index = new IdIndex(ids);
        }
    }

    private void append(List<Long> added) {
        if (!added.isEmpty()) {
            long[] more = Arrays.copyOf(ids, ids.length + added.size());
            for (int i = 0; i < added.size(); i++) {
                more[ids.length + i] = added.get(i);
            }
            ids = more;
            index = new IdIndex(ids);
        }
    }
}
