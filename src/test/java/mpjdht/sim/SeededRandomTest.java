package mpjdht.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeededRandomTest {

    @Test
    void givesTheNumbersThatSplitMix64IsKnownToGive() {
        SeededRandom random = new SeededRandom(1234567);
        assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
                .containsExactly(
                        6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"));
    }

    @Test
    void aSplitStreamNeitherMovesItsParentOnNorRepeatsIt() {
        SeededRandom parent = new SeededRandom(5);
        SeededRandom child = parent.split(1);
        assertThat(child.nextLong()).isNotEqualTo(parent.split(2).nextLong());
        assertThat(parent.nextLong()).isEqualTo(new SeededRandom(5).nextLong());
    }

    @Test
    void numbersStayInTheirBoundsAndReachThem() {
        SeededRandom random = new SeededRandom(1);
        boolean[] seen = new boolean[7];
        for (int i = 0; i < 1000; i++) {
            seen[random.nextInt(7)] = true;
            assertThat(random.between(-3, 3)).isBetween(-3L, 3L);
        }
        assertThat(seen).doesNotContain(false);
        assertThat(random.between(9, 9)).isEqualTo(9);
    }

    @Test
    void whatHappensInAThirdOfAllCasesHappensInAboutAThird() {
        SeededRandom random = new SeededRandom(2);
        int happened = 0;
        for (int i = 0; i < 30_000; i++) {
            happened += random.happens(333_333) ? 1 : 0;
            assertThat(random.happens(0)).isFalse();
            assertThat(random.happens(1_000_000)).isTrue();
        }
        assertThat(happened).isBetween(9_500, 10_500);
    }
}
