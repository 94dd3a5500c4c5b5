package mpjdht.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long LIMIT = 800;

    private final Patience patience = new Patience(LIMIT);

    @Test
    void whatWaitsForTheLimitIsGivenUpWithAllThatWasThereWhenItWasLookedAtFirst() {
        assertThat(patience.look(0, 5, 5)).isEqualTo(5);
        assertThat(patience.look(100, 5, 8)).isEqualTo(5);
        assertThat(lookFrom(200, 800, 5, 12)).isEqualTo(5);

        assertThat(patience.look(900, 5, 12)).isEqualTo(8);
    }

    @Test
    void whoGetsWhatHeWaitedForWaitsAnewForTheRest() {
        patience.look(0, 0, 3);
        assertThat(lookFrom(100, 700, 2, 9)).isEqualTo(2);
        assertThat(lookFrom(800, 1500, 3, 9)).isEqualTo(3);

        assertThat(patience.look(1600, 3, 20)).isEqualTo(9);
    }

    @Test
    void timeAsleepDoesNotCount() {
        patience.look(0, 0, 1);
        assertThat(patience.look(5000, 0, 1)).isZero();
        assertThat(lookFrom(5100, 5500, 0, 1)).isZero();

        assertThat(patience.look(5600, 0, 1)).isEqualTo(1);
    }

    @Test
    void nothingIsGivenUpBeforeTheLimitNorLeftForMoreThanTwice() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Patience any = new Patience(LIMIT);
            long[] sent = new long[100_000];
            int oldest = 0;
            int end = 0;
            for (long now = 0; now < 20_000; now += 1 + random.nextInt((int) any.pauseMicros())) {
                int news = random.nextInt(4);
                for (int i = 0; i < news; i++) {
                    sent[end++] = now;
                }
                oldest += random.nextInt(5) == 0 ? random.nextInt(end - oldest + 1) : 0;
                int upTo = any.look(now, oldest, end);
                for (int late = oldest; late < upTo; late++) {
                    assertThat(now - sent[late]).as("seed %d", seed).isGreaterThanOrEqualTo(LIMIT);
                }
                oldest = upTo;
                assertThat(oldest == end ? 0 : now - sent[oldest])
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(2 * LIMIT + 2 * any.pauseMicros());
            }
        }
    }

    private int lookFrom(long first, long last, int oldest, int end) {
        int found = oldest;
        for (long now = first; now <= last; now += LIMIT / 8) {
            found = Math.max(found, patience.look(now, oldest, end));
        }
        return found;
    }
}
