package mpjdht.node.eventual;

import java.util.Arrays;
import java.util.Optional;
import mpjdht.message.SearchedKey;
import mpjdht.node.flood.SearchedTables;
import mpjdht.ring.RingView;
import mpjdht.store.Conflicts;
import mpjdht.store.ValueSlice;
import mpjdht.store.VersionedTable;

/**
 * What searches see of a rank whose copies become equal in the end. Ranks number rings each for itself, so a ring is known by a digest of its nodes; ranks
 * that think differently of them do not hear each other.
 */
final class SearchedCopies implements SearchedTables {
    private final EventualState state;

    SearchedCopies(EventualState state) {
        this.state = state;
    }

    @Override
    public long ringOfQuestion(long epoch) {
        return state.groups().map(Groups::digest).orElse(0L);
    }

    @Override
    public Optional<RingView> ring(long number) {
        return state.groups().filter(groups -> groups.digest() == number).map(Groups::ring);
    }

    @Override
    public boolean isAhead(long number) {
        return false;
    }

    @Override
    public Optional<byte[]> value(long node, SearchedKey key) {
        Groups groups = state.known();
        int index = groups.index(key.position());
        VersionedTable table = state.table;
        boolean isHere = groups.isMember(index)
                && groups.ownNode(index) == node
                && table.find(key.hash(), key.position(), key.bytes(), 0, key.bytes().length);
        if (!isHere) {
            return Optional.empty();
        }
        if (table.conflicts() == Conflicts.SIBLINGS) {
            return table.siblings().values().stream().findFirst().map(SearchedCopies::bytes);
        }
        int from = table.stateOffset();
        return table.isTombstone()
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(table.bytes(), from, from + table.valueLength()));
    }

    private static byte[] bytes(ValueSlice value) {
        return Arrays.copyOfRange(value.bytes(), value.offset(), value.offset() + value.length());
    }
}
