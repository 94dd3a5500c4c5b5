package mpjdht.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircleRulesTest {
    private static final int SIZE = 13;

    private final CircleRules rules = CircleRules.EXACT;

    @Test
    void betweenIsWhatOnePassesOnTheWayAround() {
        // The same small circle at the bottom, over the middle and over the end of the unsigned numbers.
        for (long base : new long[] {0, Long.MAX_VALUE - 6, -6}) {
            for (int a = 0; a < SIZE; a++) {
                for (int b = 0; b < SIZE; b++) {
                    boolean passed = false;
                    for (int step = 0; step < SIZE; step++) {
                        int x = (a + step) % SIZE;
                        passed |= step > 0 && x == b;
                        boolean expected = step > 0 && !passed;
                        String what = x + " between " + a + " and " + b + " from " + base;
                        assertThat(rules.between(base + a, base + x, base + b))
                                .as(what)
                                .isEqualTo(expected);
                        assertThat(rules.inArc(base + a, base + x, base + b))
                                .as(what)
                                .isEqualTo(new Arc(base + a, base + b).contains(base + x));
                    }
                }
            }
        }
    }

    @Test
    void aFingerBeginsAPowerOfTwoAwayModuloTheCircle() {
        for (long size : new long[] {2, 3, 7, 8, 9, 1000}) {
            for (long self = 1; self <= size; self++) {
                for (int finger = 0; 1L << finger < size; finger++) {
                    assertThat(rules.fingerStart(self, finger, 1, size))
                            .isEqualTo((self - 1 + (1L << finger)) % size + 1);
                }
            }
        }
        assertThat(rules.fingerStart(-1, 0, 0, -1)).isZero();
        assertThat(rules.fingerStart(-1, 63, 0, -1)).isEqualTo(Long.MAX_VALUE);
        assertThat(rules.fingerStart(5, 63, 0, -1)).isEqualTo(Long.MIN_VALUE + 5);
    }
}
