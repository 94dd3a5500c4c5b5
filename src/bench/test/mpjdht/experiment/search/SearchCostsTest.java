package mpjdht.experiment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mpjdht.sim.Micros;
import org.junit.jupiter.api.Test;

class SearchCostsTest {
    private static final Zipf KEYS = new Zipf(200, 0.8);

    private static SearchCost search(Way way, int searches, long crashGapMicros, long seed) {
        SearchedOverlay overlay = new SearchedOverlay(40, KEYS, seed);
        return SearchCost.of(overlay.search(way, searches, crashGapMicros), overlay.expectedMessages(way));
    }

    @Test
    void aFloodToEverybodyFindsEveryKeyForTheMessagesOfTheFormula() {
        for (long seed = 1; seed <= 5; seed++) {
            SearchCost flood = search(Way.FLOOD, 20, 0, seed);

            assertThat(flood.success()).isEqualTo(1);
            assertThat(flood.messages()).isEqualTo(flood.expected().orElseThrow());
        }
    }

    @Test
    void aFloodToThreeHopsTakesNoMoreThanTheTreeOfTheFormulaAndMissesKeysFartherAway() {
        SearchCost flood = search(Way.SHORT_FLOOD, 60, 0, 3);

        assertThat(flood.messages()).isLessThanOrEqualTo(flood.expected().orElseThrow());
        assertThat(flood.hops()).isBetween(1.0, 3.0);
        assertThat(flood.success()).isBetween(0.3, 1.0);
    }

    @Test
    void whoeverHasCrashedAnswersNoSearch() {
        SearchCost calm = search(Way.RING, 40, 0, 4);
        SearchCost churn = search(Way.RING, 40, Micros.SECOND / 2, 4);

        assertThat(calm.success()).isEqualTo(1);
        assertThat(churn.success()).isBetween(0.3, 0.999);
    }

    @Test
    void chordFindsEveryOwnerByAboutHalfTheLogarithmOfTheNodes() {
        SearchCost chord = SearchedRing.search(128, 60, 0, 5);

        assertThat(chord.success()).isEqualTo(1);
        assertThat(chord.messages()).isEqualTo(chord.hops());
        assertThat(chord.hops()).isCloseTo(chord.expected().orElseThrow(), within(2.0));
    }

    @Test
    void aChordRingUnderChurnAnswersAndIsHeldAgainstNoFormula() {
        SearchCost chord = SearchedRing.search(64, 60, Micros.SECOND, 6);

        assertThat(chord.success()).isBetween(0.5, 1.0);
        assertThat(chord.messages()).isGreaterThan(chord.hops());
        assertThat(chord.expected()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameCost() {
        assertThat(search(Way.WALK, 20, Micros.SECOND, 7)).isEqualTo(search(Way.WALK, 20, Micros.SECOND, 7));
        assertThat(SearchedRing.search(32, 20, Micros.SECOND, 7)).isEqualTo(SearchedRing.search(32, 20, Micros.SECOND, 7));
    }
}
