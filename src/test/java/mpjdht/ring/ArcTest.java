package mpjdht.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArcTest {

    @Test
    void holdsItsLastPositionButNotTheOneBeforeIt() {
        Arc arc = new Arc(10, 20);

        assertThat(arc.contains(10)).isFalse();
        assertThat(arc.contains(11)).isTrue();
        assertThat(arc.contains(20)).isTrue();
        assertThat(arc.contains(21)).isFalse();
    }

    @Test
    void wrapsPastTheHighestPosition() {
        Arc arc = new Arc(-5, 3);

        assertThat(arc.contains(-5)).isFalse();
        assertThat(arc.contains(-1)).isTrue();
        assertThat(arc.contains(0)).isTrue();
        assertThat(arc.contains(3)).isTrue();
        assertThat(arc.contains(4)).isFalse();
    }

    @Test
    void isTheWholeCircleWhenItsEndsAreTheSame() {
        Arc arc = Arc.wholeCircle(7);

        assertThat(arc.contains(7)).isTrue();
        assertThat(arc.contains(8)).isTrue();
        assertThat(arc.contains(0)).isTrue();
        assertThat(arc.contains(-1)).isTrue();
    }

    @Test
    void tellsWhetherAllOrAnyOfSomePositionsLieInItAsALookAtEachTells() {
        for (long after = -6; after < 6; after++) {
            for (long last = -6; last < 6; last++) {
                Arc arc = new Arc(after, last);
                for (long first = -8; first < 8; first++) {
                    for (long end = first; end < first + 12 && Long.compareUnsigned(first, end) <= 0; end++) {
                        String where = arc + " " + first + " to " + end;
                        assertThat(arc.containsAll(first, end))
                                .as(where)
                                .isEqualTo(LongStream.rangeClosed(first, end).allMatch(arc::contains));
                        assertThat(arc.containsAny(first, end))
                                .as(where)
                                .isEqualTo(LongStream.rangeClosed(first, end).anyMatch(arc::contains));
                    }
                }
            }
        }
    }
}
