package mpjdht.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final RingView RING = RingView.of(4, new long[] {10, 20, 30}, new int[] {1, 2, 3});
    private static final Replica A = new Replica(10, 1, 0);
    private static final Replica B = new Replica(20, 2, 0);
    private static final Replica C = new Replica(30, 3, 0);

    @Test
    void everyPositionHasTheRegionThatANaiveSearchFinds() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long span = Configurations.span(random);
            Configuration configuration = Configurations.any(random, span);
            for (long position : Configurations.positions(random, span, configuration.regions())) {
                int index = configuration.regionIndex(position);
                assertThat(Configurations.having(position, configuration.regions()))
                        .as("seed " + seed)
                        .containsExactly(index);
                assertThat(configuration.region(position))
                        .isEqualTo(configuration.regions().get(index));
            }
        }
    }

    @Test
    void entriesNameTheRankWhereRequestsEnterAndTheOwnerWhereTheyCannot() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Configuration configuration = Configurations.any(random, Configurations.span(random));
            RingView entries = configuration.entries();
            assertThat(entries.epoch()).isEqualTo(configuration.epoch());
            assertThat(entries.size()).isEqualTo(configuration.regions().size());
            boolean available = true;
            for (int i = 0; i < entries.size(); i++) {
                Region region = configuration.regions().get(i);
                long last = region.arc().last();
                assertThat(entries.id(i)).isEqualTo(last);
                assertThat(entries.rank(i))
                        .as("seed " + seed)
                        .isEqualTo(
                                region.serving().isEmpty()
                                        ? configuration
                                                .ring()
                                                .rank(configuration.ring().ownerIndex(last))
                                        : region.serving().get(0).rank());
                available &= region.reachable() && !region.serving().isEmpty();
            }
            assertThat(configuration.isEverythingAvailable()).as("seed " + seed).isEqualTo(available);
        }
    }

    @Test
    void atFirstEveryNodeHasARegionWithItsCopiesWhereTheyBelong() {
        Placement placement = new Placement(2, rank -> rank);
        Configuration initial = Configuration.initial(RING, placement);

        assertThat(initial.regions())
                .containsExactly(
                        Region.of(new Arc(30, 10), List.of(A, B)),
                        Region.of(new Arc(10, 20), List.of(B, C)),
                        Region.of(new Arc(20, 30), List.of(C, A)));
        assertThat(initial.epoch()).isEqualTo(4);
        assertThat(initial.isEverythingAvailable()).isTrue();
    }

    @Test
    void regionsPartTheCircleInTheOrderOfTheirLastPositions() {
        Region low = Region.of(new Arc(30, 10), List.of(A));
        Region high = Region.of(new Arc(10, 30), List.of(A));

        assertThat(new Configuration(RING, List.of(low, high)).regions()).containsExactly(low, high);
        assertThatThrownBy(() -> new Configuration(RING, List.of(low))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Configuration(RING, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Configuration(RING, List.of(low, high.over(new Arc(11, 30)))))
                .hasMessageContaining("does not begin where");
        assertThatThrownBy(() -> new Configuration(RING, List.of(high, low)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Each begins where the one before ends, but together they go round more than once. */
    @Test
    void regionsThatGoRoundTwicePartNothing() {
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            List<Long> lasts = new ArrayList<>(Configurations.ids(random, Configurations.span(random), 9));
            List<Long> inOrder = List.copyOf(lasts);
            Collections.shuffle(lasts, random);
            List<Region> regions = new ArrayList<>();
            for (int at = 0; at < lasts.size(); at++) {
                long after = lasts.get(at == 0 ? lasts.size() - 1 : at - 1);
                regions.add(Region.of(new Arc(after, lasts.get(at)), List.of(A)));
            }
            if (lasts.equals(inOrder)) {
                assertThat(new Configuration(RING, regions).regions()).isEqualTo(regions);
            } else {
                assertThatThrownBy(() -> new Configuration(RING, regions)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void aFillGoesOnAsLongAsWhoFillsWhomAndWhatStays() {
        Arc arc = new Arc(30, 10);
        Region filled = new Region(arc, List.of(A, B), List.of(C), false, true);
        Configuration now = with(filled);

        assertThat(now.fillGoesOn(filled)).isTrue();
        assertThat(now.fillGoesOn(new Region(arc, List.of(B), List.of(C), true, false)))
                .isTrue();
        assertThat(now.fillGoesOn(Region.of(arc, List.of(A, B)))).isFalse();
        assertThat(now.fillGoesOn(new Region(arc, List.of(A), List.of(C), false, true)))
                .isFalse();
        assertThat(now.fillGoesOn(new Region(arc, List.of(B, A), List.of(C), false, true)))
                .isFalse();
        assertThat(now.fillGoesOn(new Region(arc, List.of(A, B), List.of(new Replica(30, 3, 1)), false, true)))
                .isFalse();
        assertThat(now.fillGoesOn(filled.over(new Arc(5, 10)))).isFalse();
        assertThat(now.fillGoesOn(filled.over(new Arc(30, 9)))).isFalse();
        assertThat(with(Region.of(arc, List.of(A, B))).fillGoesOn(filled)).isFalse();
        assertThat(with(new Region(arc, List.of(), List.of(C), false, true)).fillGoesOn(filled))
                .isFalse();
        assertThat(with(new Region(arc, List.of(A, new Replica(20, 2, 1)), List.of(C), false, true))
                        .fillGoesOn(filled))
                .isFalse();
    }

    private static Configuration with(Region first) {
        return new Configuration(RING, List.of(first, Region.of(new Arc(10, 30), List.of(A))));
    }

    @Test
    void noRankHasTwoReplicasOfARegion() {
        Arc arc = new Arc(30, 10);
        Replica sameRank = new Replica(11, 1, 0);

        assertThatThrownBy(() -> Region.of(arc, List.of(A, sameRank)))
                .hasMessageStartingWith("a rank has two replicas of a region: ");
        assertThatThrownBy(() -> new Region(arc, List.of(), List.of(B, A, sameRank), false, true))
                .hasMessageStartingWith("a rank has two replicas of a region: ");
        assertThatThrownBy(() -> new Region(arc, List.of(B, A), List.of(new Replica(10, 1, 1)), false, true))
                .hasMessageStartingWith("a rank has two replicas of a region: ");
    }

    @Test
    void aLineIsWhoServesAndThenWhoIsFilled() {
        Region region = new Region(new Arc(30, 10), List.of(B, A), List.of(C), false, true);

        assertThat(region.line()).containsExactly(B, A, C);
        assertThat(region.first()).isEqualTo(B);
        assertThat(region.last()).isEqualTo(A);
        for (int place = 0; place < 3; place++) {
            assertThat(region.at(place)).isEqualTo(region.line().get(place));
            assertThat(region.placeOf(region.at(place).rank())).isEqualTo(place);
        }
        assertThat(region.placeOf(4)).isEqualTo(-1);
        assertThat(region.isAvailable()).isTrue();
        assertThat(new Region(region.arc(), List.of(B), List.of(), false, false).isAvailable())
                .isFalse();
        assertThat(new Region(region.arc(), List.of(), List.of(C), false, true).isAvailable())
                .isFalse();
    }
}
