package mpjdht.node.storage;

import java.util.Optional;
import mpjdht.message.SearchedKey;
import mpjdht.node.flood.SearchedTables;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/** What searches see of a rank that keeps the only copy of each key. While an arc leaves, a key of it may be in no table. */
final class SearchedStorage implements SearchedTables {
    private static final byte[] NOT_WANTED = {};

    private final TwoViews<RingView> views;
    private final KeyTables tables;

    SearchedStorage(TwoViews<RingView> views, KeyTables tables) {
        this.views = views;
        this.tables = tables;
    }

    @Override
    public long ringOfQuestion(long epoch) {
        return epoch;
    }

    @Override
    public Optional<RingView> ring(long number) {
        return views.find(number);
    }

    @Override
    public boolean isAhead(long number) {
        return views.isNewer(number);
    }

    @Override
    public Optional<byte[]> value(long node, SearchedKey key) {
        NodeTable table = tables.table(node);
        boolean isHere = table != null && table.find(key.hash(), key.position(), key.bytes(), 0, key.bytes().length);
        return isHere ? Optional.of(key.isValueWanted() ? table.value() : NOT_WANTED) : Optional.empty();
    }
}
