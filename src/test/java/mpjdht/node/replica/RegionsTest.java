package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpjdht.ring.Arc;
import mpjdht.ring.Circles;
import mpjdht.ring.Configuration;
import mpjdht.ring.Configurations;
import mpjdht.ring.NodeRef;
import mpjdht.ring.Region;
import mpjdht.ring.RingView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {
    private static final Arc NOWHERE = new Arc(0, 0);

    @ParameterizedTest
    @ValueSource(longs = {2, 8, 256})
    void cuttingAndMergingChangesNothingForAnyPosition(long span) {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RingView ring = ring(random, span);
            List<Region> regions = regions(random, span, ring);
            List<Region> expected = atEachPosition(regions, span);

            List<Region> cut = Regions.cut(regions, ring);
            List<Region> merged = Regions.merged(cut, ring);

            assertThat(atEachPosition(cut, span)).as("seed " + seed).isEqualTo(expected);
            assertThat(atEachPosition(merged, span)).as("seed " + seed).isEqualTo(expected);
            assertThat(new Configuration(ring, cut).regions()).isEqualTo(cut);
            assertThat(new Configuration(ring, merged).regions()).isEqualTo(merged);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 8, 256})
    void everyRegionBelongsToOneNodeOnceItIsCut(long span) {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RingView ring = ring(random, span);
            List<Region> regions = regions(random, span, ring);

            List<Region> cut = Regions.cut(regions, ring);
            List<Region> merged = Regions.merged(cut, ring);

            for (long position : positions(span)) {
                long owner = Circles.owner(Circles.naive(ring), position);
                assertThat(Circles.owner(
                                Circles.naive(ring), region(cut, position).arc().last()))
                        .as("seed " + seed)
                        .isEqualTo(owner);
                assertThat(Circles.owner(
                                Circles.naive(ring),
                                region(merged, position).arc().last()))
                        .as("seed " + seed)
                        .isEqualTo(owner);
            }
            assertThat(Regions.cut(cut, ring)).as("seed " + seed).isEqualTo(cut);
            if (ring.size() > 1) {
                assertThat(Regions.cut(merged, ring)).as("seed " + seed).isEqualTo(merged);
            }
            long ends = regions.stream()
                    .map(region -> region.arc().last())
                    .filter(last -> ring.indexOf(last) < 0)
                    .count();
            assertThat(cut).as("seed " + seed).hasSize((int) ends + ring.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 8, 256})
    void noTwoNeighboursAreAlikeOnceTheyAreMerged(long span) {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RingView ring = ring(random, span);
            List<Region> cut = Regions.cut(regions(random, span, ring), ring);

            List<Region> merged = Regions.merged(cut, ring);

            for (int i = 0; merged.size() > 1 && i < merged.size(); i++) {
                Region region = merged.get(i);
                Region next = merged.get((i + 1) % merged.size());
                boolean sameOwner = ring.ownerIndex(region.arc().last())
                        == ring.ownerIndex(next.arc().last());
                assertThat(sameOwner && region.over(NOWHERE).equals(next.over(NOWHERE)))
                        .as("seed " + seed)
                        .isFalse();
            }
            assertThat(Regions.merged(merged, ring)).as("seed " + seed).isEqualTo(merged);
            assertThat(merged.size()).isLessThanOrEqualTo(cut.size());
        }
    }

    /** What is known of each position but where its region begins and ends; every position must have one region. */
    private static List<Region> atEachPosition(List<Region> regions, long span) {
        return positions(span).stream()
                .map(position -> region(regions, position).over(NOWHERE))
                .toList();
    }

    private static Region region(List<Region> regions, long position) {
        List<Integer> having = Configurations.having(position, regions);
        assertThat(having).hasSize(1);
        return regions.get(having.get(0));
    }

    private static List<Long> positions(long span) {
        List<Long> positions = new ArrayList<>(List.of(span, Long.MAX_VALUE, -1L));
        for (long position = 0; position < span; position++) {
            positions.add(position);
        }
        return positions;
    }

    private static RingView ring(Random random, long span) {
        List<Long> ids = Configurations.ids(random, span, 12);
        return RingView.of(
                0,
                ids.stream().mapToLong(Long::longValue).toArray(),
                ids.stream().mapToInt(id -> 1 + random.nextInt(4)).toArray());
    }

    /** Few kinds of regions, so that neighbours are often alike. */
    private static List<Region> regions(Random random, long span, RingView ring) {
        List<NodeRef> nodes = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            nodes.add(ring.node(i));
        }
        List<Region> kinds = Configurations.regions(random, 2, nodes);
        return Configurations.regions(random, span, nodes).stream()
                .map(region -> kinds.get(random.nextInt(kinds.size())).over(region.arc()))
                .toList();
    }
}
