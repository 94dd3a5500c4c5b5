package mpjdht.node.flood;

import static mpjdht.node.flood.SearchingGrid.KEY;
import static mpjdht.node.flood.SearchingGrid.RING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import mpjdht.message.MessageKind;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.node.ProtocolException;
import mpjdht.node.flood.SearchingGrid.Passed;
import org.junit.jupiter.api.Test;

/** GETs for whose keys ranks search, among messages that a seed delivers in any order between two ranks. */
class SearchedReadsTest {
    private static final int SEEDS = 300;
    private static final int ORIGIN = 77;

    private static RequestBatch putAndGet(long epoch) {
        RequestBatch batch = new RequestBatch();
        batch.address(ORIGIN, epoch);
        byte[] key = KEY.bytes();
        batch.add(Operation.PUT, 5, KEY.position(), KEY.hash(), key, 0, key.length, key, 0, 1);
        batch.add(Operation.GET, 6, KEY.position(), KEY.hash(), key, 0, key.length, key, 0, 0);
        return batch;
    }

    @Test
    void aGetIsSearchedForAndGoesToTheOwnerOfItsKeyAndEverythingElseIsForTheRoleThatItCameTo() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SearchingGrid grid = new SearchingGrid(
                    seed, new UsualSearch(SearchKind.RING, SearchMessage.EVERYBODY, SearchSettings.certain(4)), true);
            int entry = grid.ring.rank(0);
            int owner = grid.ring.ownerIndex(KEY.position());
            int hops = 1 + grid.nearest(grid.distances(entry)).orElse(owner == 0 ? 0 : 1);

            assertThat(grid.enter(entry, putAndGet(RING)))
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrder(
                            new Passed(entry, MessageKind.REQUESTS, Operation.PUT, 5, ORIGIN, -1, -1),
                            new Passed(
                                    grid.ring.rank(owner),
                                    MessageKind.ROUTED,
                                    Operation.GET,
                                    6,
                                    ORIGIN,
                                    grid.ring.id(owner),
                                    hops));
        }
    }

    @Test
    void theOwnerIsToldWhenASearchHasEndedWithoutTheKeyAndWithoutHavingAskedEverybody() {
        int notReached = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            int ttl = 1 + (int) (seed % 3);
            SearchingGrid grid =
                    new SearchingGrid(seed, new UsualSearch(SearchKind.FLOOD, ttl, SearchSettings.certain(4)), true);
            int entry = grid.ring.rank(0);
            int[] distances = grid.distances(entry);
            boolean isFound =
                    grid.nearest(distances).filter(hops -> hops <= ttl).isPresent();
            boolean everybody = Arrays.stream(distances).allMatch(hops -> hops <= ttl);

            int operation = isFound || everybody ? Operation.GET : Operation.NOT_REACHED;
            assertThat(grid.enter(entry, putAndGet(RING)))
                    .as("seed %s", seed)
                    .filteredOn(request -> request.kind() == MessageKind.ROUTED)
                    .singleElement()
                    .satisfies(request -> assertThat(request.operation()).isEqualTo(operation));
            notReached += operation == Operation.NOT_REACHED ? 1 : 0;
        }
        assertThat(notReached).isBetween(SEEDS / 10, SEEDS * 9 / 10);
    }

    @Test
    void requestsByARingThatNobodyGoesByAnyMoreAreRefused() {
        SearchingGrid grid = new SearchingGrid(
                1, new UsualSearch(SearchKind.FLOOD, SearchMessage.EVERYBODY, SearchSettings.certain(4)), true);

        assertThatThrownBy(() -> grid.enter(grid.ring.rank(0), putAndGet(RING - 1)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("sent requests by the ring of epoch 6, by which nothing goes");
    }
}
