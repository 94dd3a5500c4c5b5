package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mpjdht.node.Detection;
import mpjdht.node.FailureDetector;
import mpjdht.node.Grid;
import org.junit.jupiter.api.Test;

class FailureDetectorTest {
    private static final Detection DETECTION = new Detection(1000);
    private static final int RANKS = 5;
    private static final int LAST_STORAGE = 3;

    private final FailureDetector detector = new FailureDetector(DETECTION, new Grid(RANKS));

    @Test
    void aRankThatIsSilentForTheTimeOutIsNotDeadAndAfterItIsDeadOnce() {
        detector.begin(0);
        hear(100, 1, 2);
        assertThat(lookEachBeat(100, 1000)).isEmpty();
        hear(1000, 1, 2, 3);

        assertThat(lookEachBeat(1050, 2000)).isEmpty();
        assertThat(detector.look(2001)).containsExactly(1, 2, 3);
        assertThat(lookEachBeat(2050, 9000)).isEmpty();
    }

    @Test
    void aRankIsAliveUntilItIsDeadAndAgainWhenItIsHeard() {
        detector.begin(0);

        lookEachBeat(50, 1000);
        assertThat(detector.isAlive(1)).isTrue();
        lookEachBeat(1050, 1100);
        assertThat(detector.isAlive(1)).isFalse();
        hear(1100, 1);
        assertThat(detector.isAlive(1)).isTrue();
        assertThat(detector.isAlive(2)).isFalse();
    }

    @Test
    void aRankThatIsHeardAgainIsWatchedAgain() {
        detector.begin(0);
        lookEachBeat(50, 2000);
        hear(2010, 2);

        assertThat(lookEachBeat(2050, 3000)).isEmpty();
        assertThat(lookEachBeat(3050, 4000)).containsExactly(2);
    }

    @Test
    void nobodyButStorageRanksIsWatchedFromTheBeginning() {
        detector.begin(0);

        assertThat(lookEachBeat(50, 5000)).containsExactly(1, 2, 3);
        assertThat(detector.isAlive(0)).isFalse();
        assertThat(detector.isAlive(4)).isFalse();
    }

    @Test
    void aHeadThatHasSleptTakesNobodyToBeDeadForThat() {
        detector.begin(0);
        lookEachBeat(50, 500);

        assertThat(detector.look(1_000_000)).isEmpty();
        hear(1_000_000, 1);
        assertThat(lookEachBeat(1_000_050, 1_000_400)).isEmpty();
        assertThat(lookEachBeat(1_000_450, 1_000_500)).containsExactly(2, 3);
    }

    /** Otherwise a rank that was heard when the head woke, and then dies, would be missed for as long as the head had slept. */
    @Test
    void whoWasHeardAfterTheHeadHadSleptIsDeadAfterTheTimeOutLikeAnybody() {
        detector.begin(0);
        hear(1_000_000, 1);
        assertThat(detector.look(1_000_000)).isEmpty();

        assertThat(lookEachBeat(1_000_050, 1_001_000)).containsExactly(2, 3);
        assertThat(lookEachBeat(1_001_050, 1_001_100)).containsExactly(1);
    }

    /** Silence counts by the time between two looks, but at most for two beats of it. */
    @Test
    void agreesWithAClockThatStandsWhileTheHeadSleeps() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Detection detection = new Detection(20 + random.nextInt(2000));
            long most = 2 * detection.beatMicros();
            FailureDetector tried = new FailureDetector(detection, new Grid(RANKS));
            long[] silence = new long[RANKS];
            boolean[] watched = {false, true, true, true, false};
            long now = random.nextInt(100);
            tried.begin(now);
            for (int step = 0; step < 200; step++) {
                long gap = random.nextInt(15) == 0
                        ? random.nextInt(100_000)
                        : random.nextInt((int) detection.beatMicros() + 2);
                now += gap;
                for (int rank = 1; rank <= LAST_STORAGE; rank++) {
                    silence[rank] += Math.min(gap, most);
                    if (random.nextInt(10 * rank * rank) == 0) {
                        tried.heard(now, rank);
                        silence[rank] = 0;
                        watched[rank] = true;
                    }
                }
                List<Integer> dead = new ArrayList<>();
                for (int rank = 0; rank < RANKS; rank++) {
                    if (watched[rank] && silence[rank] > detection.timeoutMicros()) {
                        dead.add(rank);
                        watched[rank] = false;
                    }
                }
                assertThat(tried.look(now)).as("seed " + seed).isEqualTo(dead);
            }
        }
    }

    private void hear(long nowMicros, int... ranks) {
        for (int rank : ranks) {
            detector.heard(nowMicros, rank);
        }
    }

    /** Looks at every beat, and returns whoever died. */
    private List<Integer> lookEachBeat(long fromMicros, long toMicros) {
        List<Integer> dead = new ArrayList<>();
        for (long now = fromMicros; now <= toMicros; now += DETECTION.beatMicros()) {
            dead.addAll(detector.look(now));
        }
        return dead;
    }
}
