package mpjdht.experiment.chord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedLoadTest {
    @ParameterizedTest
    @CsvSource({"2,1,5", "4,1,6", "2,2,6", "2,3,4", "3,2,5"})
    void agreesWithTheCountOfAllOrdersOfKeysAndPlaces(int nodes, int virtualNodes, int keys) {
        ExpectedLoad expected = new ExpectedLoad(new KeyLoad(nodes, virtualNodes, keys));
        int places = nodes * virtualNodes;
        long[] ways = new long[keys + 1];
        countWays(keys, places, virtualNodes, 0, ways);

        long all = IntStream.rangeClosed(0, keys).mapToLong(k -> ways[k]).sum();
        for (int k = 0; k <= keys; k++) {
            assertThat(expected.share(k)).as("%s keys", k).isCloseTo((double) ways[k] / all, within(1e-12));
        }
        assertThat(expected.share(keys + 1)).isZero();
    }

    /** Deals {@code keys} to the places one by one; the keys of the first {@code own} places are those of the node. */
    private static void countWays(int keys, int places, int own, int ofNode, long[] ways) {
        if (places == 1) {
            ways[own > 0 ? ofNode + keys : ofNode]++;
            return;
        }
        for (int here = 0; here <= keys; here++) {
            countWays(keys - here, places - 1, own - 1, own > 0 ? ofNode + here : ofNode, ways);
        }
    }

    @ParameterizedTest
    @CsvSource({"10000,1,1000000", "10000,20,1000000", "100,5,300"})
    void leavesOutNothingThatCounts(int nodes, int virtualNodes, int keys) {
        ExpectedLoad expected = new ExpectedLoad(new KeyLoad(nodes, virtualNodes, keys));

        double sum = IntStream.rangeClosed(0, keys).mapToDouble(expected::share).sum();
        double mean = IntStream.rangeClosed(0, keys).mapToDouble(k -> k * expected.share(k)).sum();

        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(mean).isCloseTo((double) keys / nodes, within(1e-6));
    }

    /** With many keys on many nodes the number of keys is nearly exponentially distributed. */
    @Test
    void hasThePercentilesOfAnExponentialDistributionOnALargeRing() {
        ExpectedLoad expected = new ExpectedLoad(new KeyLoad(100_000, 1, 100_000_000));

        assertThat(expected.percentile(99)).isCloseTo((int) (1000 * Math.log(100)), within(10));
        assertThat(expected.percentile(50)).isCloseTo((int) (1000 * Math.log(2)), within(2));
    }
}
