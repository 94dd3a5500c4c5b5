package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mpjdht.ring.Arc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageTest {
    /** Where arcs end: some positions in a row, before and behind the highest, and in the middle of the circle. */
    private static final List<Long> ENDS = new ArrayList<>();

    /** Those, what is next to them, and one of each gap between them. */
    private static final List<Long> POSITIONS = new ArrayList<>(List.of(1L << 40, -1L << 40));

    static {
        for (long near = -5; near <= 5; near++) {
            for (long place : new long[] {0, Long.MIN_VALUE}) {
                POSITIONS.add(place + near);
                if (Math.abs(near) < 4) {
                    ENDS.add(place + near);
                }
            }
        }
    }

    private static Arc arc(Random random) {
        long last = ENDS.get(random.nextInt(ENDS.size()));
        return random.nextInt(8) == 0 ? Arc.wholeCircle(last) : new Arc(ENDS.get(random.nextInt(ENDS.size())), last);
    }

    @ParameterizedTest(name = "seeds {0}*100 to {0}*100+99")
    @ValueSource(ints = {0, 1, 2, 3})
    void agreesWithASetOfPositions(int block) {
        for (long seed = block * 100L; seed < block * 100L + 100; seed++) {
            Random random = new Random(seed);
            Coverage coverage = new Coverage();
            Set<Long> naive = new HashSet<>();
            for (int step = 0; step < 60; step++) {
                Arc arc = arc(random);
                boolean adds = random.nextInt(5) < 3;
                if (adds) {
                    coverage.add(arc);
                } else {
                    coverage.remove(arc);
                }
                for (long position : POSITIONS) {
                    if (arc.contains(position) && adds) {
                        naive.add(position);
                    } else if (arc.contains(position)) {
                        naive.remove(position);
                    }
                }

                for (long position : POSITIONS) {
                    assertThat(coverage.covers(position))
                            .as("seed " + seed + ", step " + step + ", position " + position)
                            .isEqualTo(naive.contains(position));
                }
                for (int i = 0; i < 10; i++) {
                    Arc asked = arc(random);
                    assertThat(coverage.covers(asked))
                            .as("seed " + seed + ", step " + step + ", " + asked)
                            .isEqualTo(
                                    POSITIONS.stream().filter(asked::contains).allMatch(naive::contains));
                    List<Arc> here = coverage.of(asked);
                    for (long position : POSITIONS) {
                        assertThat(here.stream().filter(part -> part.contains(position)))
                                .as("seed " + seed + ", step " + step + ", " + position + " of " + asked)
                                .hasSize(asked.contains(position) && naive.contains(position) ? 1 : 0);
                    }
                }
            }
        }
    }

    @Test
    void arcsThatTouchAreOneAndThoseWithAGapAreNot() {
        Coverage coverage = new Coverage();
        coverage.add(new Arc(9, 19));
        coverage.add(new Arc(29, 39));
        assertThat(coverage.covers(new Arc(9, 39))).isFalse();
        coverage.add(new Arc(19, 29));
        assertThat(coverage.covers(new Arc(9, 39))).isTrue();
        assertThat(coverage.covers(new Arc(8, 39))).isFalse();

        coverage.add(new Arc(39, 9));
        assertThat(coverage.covers(Arc.wholeCircle(5))).isTrue();
        coverage.remove(new Arc(-1, 0));
        assertThat(coverage.covers(Arc.wholeCircle(5))).isFalse();
        assertThat(coverage.covers(new Arc(0, -1))).isTrue();
    }
}
