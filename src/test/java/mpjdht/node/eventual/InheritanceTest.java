package mpjdht.node.eventual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import mpjdht.ring.Arc;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** Who had everything of an arc tells those who are to keep it now, until one of them has it; rank 1 is looked at. */
class InheritanceTest {
    private final KeySpace space = new DirectKeySpace(1000);

    private EventualState state(int copies, Map<Long, Integer> rankOf) {
        return StatesOfRanks.state(1, space, StatesOfRanks.ring(rankOf), copies, 2);
    }

    private static void install(EventualState state, int copies, Map<Long, Integer> rankOf) {
        RingView ring = StatesOfRanks.ring(rankOf);
        state.install(Optional.of(new Groups(ring, StatesOfRanks.placement(copies), state.rank)));
    }

    @Test
    void atTheStartNobodyHasAnythingToPassOn() {
        EventualState state = state(1, Map.of(300L, 1, 1000L, 2));

        assertThat(state.hasInheritance(0)).isFalse();
        assertThat(state.hasInheritance(1)).isFalse();
    }

    @Test
    void whatIsHeldForOthersStaysThroughChangesOfTheRingUntilOneOfThemHasIt() {
        EventualState state = state(1, Map.of(1000L, 1));
        install(state, 1, Map.of(300L, 2, 1000L, 1));
        install(state, 1, Map.of(200L, 3, 300L, 2, 1000L, 1));
        assertThat(state.isComplete(2)).isTrue();
        assertThat(state.everythingOf(1)).containsExactly(new Arc(200, 300));
        assertThat(state.isComplete(1)).isTrue();

        state.isInherited(1);

        assertThat(state.hasInheritance(1)).isFalse();
        assertThat(state.isComplete(1)).isFalse();
        assertThat(state.hasInheritance(0)).isTrue();
    }

    @Test
    void aPartOfALargerArcIsPassedOnToo() {
        EventualState state = state(1, Map.of(300L, 1, 1000L, 2));
        install(state, 1, Map.of(1000L, 2));

        assertThat(state.isComplete(0)).isFalse();
        assertThat(state.everythingOf(0)).containsExactlyInAnyOrder(new Arc(1000, -1), new Arc(-1, 300));
    }

    @Test
    void whoKeepsAnArcAloneAgainHasWhatNobodyHasTakenOver() {
        EventualState state = state(1, Map.of(300L, 2, 1000L, 1));
        install(state, 1, Map.of(300L, 2, 600L, 3, 1000L, 1));
        assertThat(state.hasInheritance(1)).isTrue();
        install(state, 1, Map.of(300L, 2, 1000L, 1));
        assertThat(state.isComplete(1)).isTrue();

        install(state, 1, Map.of(300L, 2, 600L, 3, 1000L, 1));
        state.isInherited(1);
        install(state, 1, Map.of(300L, 2, 1000L, 1));
        assertThat(state.isComplete(1)).isFalse();
    }

    @Test
    void whoKeepsAnArcBesideOthersAgainAsksThem() {
        EventualState state = state(2, Map.of(300L, 2, 600L, 3, 1000L, 1));
        install(state, 2, Map.of(300L, 2, 600L, 3, 700L, 2, 800L, 3, 1000L, 1));
        install(state, 2, Map.of(300L, 2, 600L, 3, 1000L, 1));
        int index = 1;

        assertThat(state.known().isMember(index)).isTrue();
        assertThat(state.isComplete(index)).isFalse();
    }

    @Test
    void partsThatComeFromSeveralMakeAnArcComplete() {
        EventualState state = StatesOfRanks.state(1, 1, space, StatesOfRanks.ring(Map.of(1000L, 1)), 1, 2);
        state.hasEverythingOf(new Arc(300, 1000));
        assertThat(state.isFilled(0)).isFalse();

        state.hasEverythingOf(new Arc(1000, 300));

        assertThat(state.isFilled(0)).isTrue();
        state.complete(0);
        assertThat(state.isFilled(0)).isFalse();
    }
}
