package mpjdht.node.flood;

import static mpjdht.node.flood.SearchingGrid.KEY;
import static mpjdht.node.flood.SearchingGrid.RING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import mpjdht.message.ClientMessage.Sought;
import mpjdht.message.SearchKind;
import mpjdht.message.SearchMessage;
import mpjdht.message.SearchMessage.Seek;
import mpjdht.node.ProtocolException;
import org.junit.jupiter.api.Test;

/** Ranks that search, with messages that a seed delivers in any order between two ranks, against breadth-first search. */
class SearchingRankTest {
    private static final int SEEDS = 300;

    private static SearchingGrid grid(long seed) {
        return new SearchingGrid(
                seed, new UsualSearch(SearchKind.FLOOD, SearchMessage.EVERYBODY, SearchSettings.certain(4)));
    }

    private static Seek seek(long ring, SearchKind kind, int ttl) {
        return new Seek(0, 1, ring, Optional.ofNullable(kind), ttl, KEY);
    }

    @Test
    void aFloodToEverybodyFindsEveryCopyForTheMessagesOfTheFormula() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SearchingGrid grid = grid(seed);

            Sought sought = grid.ask(grid.asked(), seek(RING, null, SearchMessage.USUAL))
                    .orElseThrow();

            int nodes = grid.ring.size();
            assertThat(sought.nodes()).as("seed %s", seed).isEqualTo(nodes);
            assertThat(sought.rounds()).isEqualTo(1);
            assertThat(sought.tally().nodes()).as("seed %s", seed).isEqualTo(nodes);
            assertThat(sought.tally().copies()).as("seed %s", seed).isEqualTo(grid.holders.size());
            assertThat(sought.tally().messages())
                    .as("seed %s", seed)
                    .isEqualTo(2L * grid.graphs.of(nodes).edges() - (nodes - 1));
            sought.tally().hit().ifPresent(hit -> assertThat(grid.holders)
                    .contains(hit.node().id()));
        }
    }

    @Test
    void aFloodWithALimitReachesWhoeverIsThatNear() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SearchingGrid grid = grid(seed);
            int asked = grid.asked();
            int ttl = grid.random.nextInt(4);
            int[] distances = grid.distances(asked);

            Sought sought = grid.ask(asked, seek(RING, SearchKind.FLOOD, ttl)).orElseThrow();

            assertThat((long) sought.tally().nodes())
                    .as("seed %s", seed)
                    .isEqualTo(
                            Arrays.stream(distances).filter(hops -> hops <= ttl).count());
            assertThat(sought.tally().hit().isPresent())
                    .as("seed %s", seed)
                    .isEqualTo(
                            grid.nearest(distances).filter(hops -> hops <= ttl).isPresent());
        }
    }

    @Test
    void anExpandingRingFindsTheNearestCopyInAsManyRoundsAsItIsAway() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SearchingGrid grid = grid(seed);
            int asked = grid.asked();
            Optional<Integer> nearest = grid.nearest(grid.distances(asked));

            Sought sought = grid.ask(asked, seek(RING, SearchKind.RING, SearchMessage.EVERYBODY))
                    .orElseThrow();

            assertThat(sought.tally().hit().map(hit -> hit.hops()))
                    .as("seed %s", seed)
                    .isEqualTo(nearest);
        }
    }

    @Test
    void walkersFindNothingButCopies() {
        int found = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SearchingGrid grid = grid(seed);

            Sought sought =
                    grid.ask(grid.asked(), seek(RING, SearchKind.WALK, 200)).orElseThrow();

            sought.tally().hit().ifPresent(hit -> assertThat(grid.holders)
                    .contains(hit.node().id()));
            found += sought.tally().hit().isPresent() == grid.holders.isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(SEEDS * 9 / 10);
    }

    @Test
    void walkersGoAsFarAsTheyAreTold() {
        SearchingGrid grid = grid(3);
        grid.holders.clear();
        int steps = 3 * SearchSettings.USUAL_WALK_STEPS;

        Sought sought =
                grid.ask(grid.asked(), seek(RING, SearchKind.WALK, steps)).orElseThrow();

        assertThat(sought.tally().messages()).isGreaterThanOrEqualTo(4L * steps);
    }

    @Test
    void aSearchByARingThatNobodyGoesByAnyMoreEnds() {
        SearchingGrid grid = grid(1);

        assertThat(grid.ask(grid.asked(), seek(RING - 1, null, SearchMessage.USUAL)))
                .isEmpty();
    }

    @Test
    void everythingElseIsForTheRole() {
        SearchingGrid grid = grid(2);

        grid.ask(grid.asked(), seek(RING, null, SearchMessage.USUAL));

        assertThat(grid.heardByRoles).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(grid.ranks.get(1).finished()).isTrue();
        assertThat(grid.ranks.get(0).finished()).isFalse();
        assertThat(grid.ranks.get(1).role()).isInstanceOf(SearchingGrid.Role.class);
        assertThatThrownBy(() -> grid.ranks.get(1).onTimer(0, 1, grid.outbox(1)))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void aNodeHasTwoNeighboursAtLeast() {
        assertThatThrownBy(() -> new OverlayGraphs(false, 1, chance -> new Random(chance)::nextInt))
                .hasMessageContaining("2 neighbours at least, not 1");
    }

    @Test
    void searchesThatACrashHasSwallowedHoldNoneUpThatTheirClientAsksForLater() {
        SearchingGrid grid = grid(2);
        int asked = grid.asked();
        grid.deaf = IntStream.range(0, grid.ring.size())
                .map(grid.ring::rank)
                .filter(rank -> rank != asked)
                .findFirst()
                .orElseThrow();
        for (SearchKind kind : SearchKind.values()) {
            for (int i = 0; i < Searches.MOST_UNDER_WAY; i++) {
                assertThat(grid.ask(asked, seek(RING, kind, SearchMessage.USUAL)))
                        .isEmpty();
            }
        }
        grid.heal();

        assertThat(grid.ask(asked, seek(RING, null, SearchMessage.USUAL))).isPresent();
    }
}
