package mpjdht.ring;

import static org.assertj.core.api.Assertions.assertThat;

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
}
