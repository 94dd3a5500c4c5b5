package mpjdht.experiment.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import mpjdht.ring.Placement;
import mpjdht.ring.RingView;
import mpjdht.sim.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityTest {
    private static final int RUNS = 400;
    private static final double FOR_EVER = 1e6;

    private static double meanHours(int servers, int copies, Strategy strategy) {
        double sum = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            sum += Availability.hoursToLoss(servers, copies, strategy, FOR_EVER, seed);
        }
        return sum / RUNS;
    }

    /** The first failure of any server loses a volume: 24 hours by the number of servers. */
    @ParameterizedTest
    @EnumSource(Strategy.class)
    void withOneCopyTheFirstFailureOfAnyServerLosesAVolume(Strategy strategy) {
        assertThat(meanHours(8, 1, strategy)).isCloseTo(3, within(0.6));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void moreCopiesLastLonger(Strategy strategy) {
        assertThat(meanHours(6, 2, strategy)).isGreaterThan(3 * meanHours(6, 1, strategy));
    }

    @Test
    void aRunEndsAtItsLimit() {
        assertThat(Availability.hoursToLoss(6, 5, Strategy.RING, 2, 1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void placesOnARingAreThoseOfTheProductAmongTheLiving(long seed) {
        SeededRandom random = new SeededRandom(seed);
        int servers = 4 + random.nextInt(6);
        int copies = 1 + random.nextInt(4);
        int[] serverOf = new int[3 * servers];
        Arrays.setAll(serverOf, i -> random.nextInt(servers));
        BitSet live = new BitSet();
        for (int server = 0; server < servers; server++) {
            live.set(server, random.nextInt(4) > 0);
        }
        int[] livingNodes = IntStream.range(0, serverOf.length)
                .filter(node -> live.get(serverOf[node]))
                .toArray();
        if (livingNodes.length == 0) {
            return;
        }
        long[] ids = Arrays.stream(livingNodes).mapToLong(node -> 10L * (node + 1)).toArray();
        int[] ranks = Arrays.stream(livingNodes).map(node -> serverOf[node]).toArray();
        RingView ring = RingView.of(0, ids, ranks);
        Placement placement = new Placement(copies, rank -> rank);

        for (int volume = 0; volume < serverOf.length; volume++) {
            int owner = ring.ownerIndex(10L * (volume + 1));
            assertThat(new Strategy.RingPlaces(serverOf, copies).at(volume, live))
                    .containsExactly(placement.replicas(ring, owner).stream()
                            .mapToInt(ring::rank)
                            .toArray());
        }
    }
}
