package mpjdht.node.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomGraphTest {
    private static final int SEEDS = 200;

    @Test
    void everyGraphIsConnectedAndItsEdgesGoBothWays() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int nodes = 1 + random.nextInt(80);
            int degree = 2 + random.nextInt(9);

            requireWhole(RandomGraph.regular(nodes, degree, random::nextInt), nodes, seed);
            requireWhole(RandomGraph.powerLaw(nodes, degree, random::nextInt), nodes, seed);
        }
    }

    private static void requireWhole(RandomGraph graph, int nodes, int seed) {
        assertThat(graph.size()).isEqualTo(nodes);
        int ends = 0;
        for (int node = 0; node < nodes; node++) {
            List<Integer> neighbours = graph.neighbours(node);
            assertThat(neighbours).as("seed %s", seed).doesNotContain(node).doesNotHaveDuplicates();
            for (int neighbour : neighbours) {
                assertThat(graph.neighbours(neighbour)).contains(node);
            }
            ends += neighbours.size();
        }
        assertThat(ends).isEqualTo(2 * graph.edges());
        assertThat(reached(graph)).as("seed %s", seed).isEqualTo(nodes);
    }

    private static int reached(RandomGraph graph) {
        BitSet seen = new BitSet();
        seen.set(0);
        ArrayDeque<Integer> next = new ArrayDeque<>(List.of(0));
        while (!next.isEmpty()) {
            for (int neighbour : graph.neighbours(next.remove())) {
                if (!seen.get(neighbour)) {
                    seen.set(neighbour);
                    next.add(neighbour);
                }
            }
        }
        return seen.cardinality();
    }

    @Test
    void aRegularGraphHasItsDegreeNearlyEverywhere() {
        for (int degree = 2; degree <= 8; degree++) {
            RandomGraph graph = RandomGraph.regular(1000, degree, new Random(degree)::nextInt);
            int wanted = degree;
            long exact = IntStream.range(0, 1000)
                    .filter(node -> graph.degree(node) == wanted)
                    .count();

            assertThat(exact).isGreaterThan(950);
            assertThat(IntStream.range(0, 1000).map(graph::degree)).allMatch(d -> d >= 2 && d <= wanted);
        }
    }

    /** In a graph of Barabási and Albert with 1,000 nodes the highest degree is about the root of 1,000 times the least one; a regular one has none. */
    @Test
    void aPowerLawHasItsMeanAndAFewNodesThatManyKnow() {
        RandomGraph graph = RandomGraph.powerLaw(1000, 6, new Random(1)::nextInt);

        assertThat(2.0 * graph.edges() / 1000).isBetween(5.9, 6.1);
        assertThat(IntStream.range(0, 1000).map(graph::degree).max().orElseThrow())
                .isGreaterThan(40);
        assertThat(IntStream.range(0, 1000).map(graph::degree).min().orElseThrow())
                .isEqualTo(3);
    }

    @Test
    void aPowerLawHasAnyMean() {
        for (int degree = 2; degree < 12; degree++) {
            RandomGraph graph = RandomGraph.powerLaw(2000, degree, new Random(degree)::nextInt);

            assertThat(2.0 * graph.edges() / 2000).isBetween(degree - 0.1, degree + 0.1);
        }
    }

    @Test
    void theSameDrawsGiveTheSameGraph() {
        RandomGraph first = RandomGraph.regular(50, 5, new Random(3)::nextInt);
        RandomGraph second = RandomGraph.regular(50, 5, new Random(3)::nextInt);

        for (int node = 0; node < 50; node++) {
            assertThat(second.neighbours(node)).isEqualTo(first.neighbours(node));
        }
    }
}
