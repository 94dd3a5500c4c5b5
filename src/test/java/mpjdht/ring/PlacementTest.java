package mpjdht.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    private static final int RANKS = 8;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void copiesFollowTheOwnerOnDifferentRanksAndOnDifferentHostsWhileThereAreAny(int block) {
        for (long seed = block * 40L; seed < block * 40L + 40; seed++) {
            Random random = new Random(seed);
            RingView ring = ring(random);
            int[] hosts = hosts(random);
            int copies = 1 + random.nextInt(RANKS + 1);
            Placement placement = new Placement(copies, rank -> hosts[rank]);
            for (int owner = 0; owner < ring.size(); owner++) {
                List<Integer> replicas = placement.replicas(ring, owner);
                assertThat(replicas).as("seed " + seed).isEqualTo(naive(ring, owner, hosts, copies));
                assertThat(placement.replicas(ring, owner)).as("seed " + seed).isEqualTo(replicas);
                assertIsGood(replicas, ring, owner, hosts, copies, "seed " + seed);
            }
        }
    }

    /** The first node of each host on the way round, then the first of each rank that is left. */
    private static List<Integer> naive(RingView ring, int owner, int[] hosts, int copies) {
        Map<Integer, Integer> firstOfHost = new LinkedHashMap<>();
        Map<Integer, Integer> firstOfRank = new LinkedHashMap<>();
        for (int i = 0; i < ring.size(); i++) {
            int index = (owner + i) % ring.size();
            firstOfHost.putIfAbsent(hosts[ring.rank(index)], index);
            firstOfRank.putIfAbsent(ring.rank(index), index);
        }
        List<Integer> order = new ArrayList<>(firstOfHost.values());
        order.forEach(index -> firstOfRank.remove(ring.rank(index)));
        order.addAll(firstOfRank.values());
        return order.subList(0, Math.min(copies, order.size()));
    }

    private static void assertIsGood(
            List<Integer> replicas, RingView ring, int owner, int[] hosts, int copies, String parameters) {
        long ranks = indexes(ring).stream().map(ring::rank).distinct().count();
        long hostsOfAll =
                indexes(ring).stream().map(i -> hosts[ring.rank(i)]).distinct().count();
        assertThat(replicas.get(0)).as(parameters).isEqualTo(owner);
        assertThat(replicas).as(parameters).hasSize((int) Math.min(copies, ranks));
        assertThat(replicas.stream().map(ring::rank)).as(parameters).doesNotHaveDuplicates();
        assertThat(replicas.stream().map(i -> hosts[ring.rank(i)]).limit(hostsOfAll))
                .as(parameters)
                .doesNotHaveDuplicates();
    }

    @Test
    void aNodeThatComesOrGoesChangesNothingForArcsOfWhichItKeepsNoCopy() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            RingView without = ring(random);
            int[] hosts = hosts(random);
            Placement placement = new Placement(1 + random.nextInt(4), rank -> hosts[rank]);
            long id = random.nextLong();
            if (without.indexOf(id) >= 0) {
                continue;
            }
            RingView with = without.join(id, 1 + random.nextInt(RANKS));
            for (int owner = 0; owner < without.size(); owner++) {
                long ownerId = without.id(owner);
                List<NodeRef> before = nodes(without, placement.replicas(without, owner));
                List<NodeRef> after = nodes(with, placement.replicas(with, with.indexOf(ownerId)));
                if (after.stream().noneMatch(node -> node.id() == id)) {
                    assertThat(after).as("seed " + seed).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void aKeyHasAtLeastOneCopy() {
        assertThat(new Placement(1, rank -> rank).copies()).isEqualTo(1);
        assertThatThrownBy(() -> new Placement(0, rank -> rank)).hasMessage("a key has at least one copy, not 0");
    }

    @Test
    void hostsDecideBeforeNearness() {
        RingView ring = RingView.of(0, new long[] {10, 20, 30, 40}, new int[] {1, 2, 3, 4});
        Placement placement = new Placement(3, rank -> rank <= 2 ? 0 : 1);

        assertThat(placement.replicas(ring, 0)).containsExactly(0, 2, 1);
        assertThat(placement.replicas(ring, 3)).containsExactly(3, 0, 1);
    }

    private static List<NodeRef> nodes(RingView ring, List<Integer> indexes) {
        return indexes.stream().map(ring::node).toList();
    }

    private static List<Integer> indexes(RingView ring) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            all.add(i);
        }
        return all;
    }

    private static RingView ring(Random random) {
        List<Long> ids = Configurations.ids(random, Configurations.span(random), 40);
        int ranks = 1 + random.nextInt(RANKS);
        return RingView.of(
                0,
                ids.stream().mapToLong(Long::longValue).toArray(),
                ids.stream().mapToInt(id -> 1 + random.nextInt(ranks)).toArray());
    }

    private static int[] hosts(Random random) {
        int hosts = 1 + random.nextInt(RANKS);
        return random.ints(RANKS + 1, 0, hosts).toArray();
    }
}
