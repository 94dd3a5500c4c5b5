package mpjdht.node.replica;

import java.util.Optional;
import mpjdht.message.SearchedKey;
import mpjdht.node.flood.SearchedTables;
import mpjdht.ring.Replica;
import mpjdht.ring.RingView;

/** What searches see of a rank that keeps replicas: each node has the copies that the configuration gives it. */
final class SearchedReplicas implements SearchedTables {
    private final ReplicaState state;
    private final int rank;

    SearchedReplicas(ReplicaState state, int rank) {
        this.state = state;
        this.rank = rank;
    }

    @Override
    public long ringOfQuestion(long epoch) {
        return epoch;
    }

    @Override
    public Optional<RingView> ring(long number) {
        boolean isInForce = number == state.roles.epoch() && !state.roles.isOfFormerLife();
        return isInForce ? Optional.of(state.roles.configuration().ring()) : Optional.empty();
    }

    @Override
    public boolean isAhead(long number) {
        return number > state.roles.epoch();
    }

    @Override
    public Optional<byte[]> value(long node, SearchedKey key) {
        for (Replica replica :
                state.roles.region(state.roles.regionIndex(key.position())).line()) {
            if (replica.id() == node
                    && replica.rank() == rank
                    && state.table.find(key.hash(), key.position(), key.bytes(), 0, key.bytes().length)) {
                return Optional.of(state.table.value());
            }
        }
        return Optional.empty();
    }
}
