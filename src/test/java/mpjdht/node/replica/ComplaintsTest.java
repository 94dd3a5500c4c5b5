package mpjdht.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Set;
import mpjdht.node.Detection;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private static final long TIMEOUT = 1000;

    private final Complaints complaints = new Complaints(new Detection(TIMEOUT));

    @Test
    void nobodyHasToLeaveBeforeAllCanHaveBeenHeard() {
        complaints.add(0, 1, 2);

        assertThat(complaints.decide(249, rank -> true)).isEmpty();
        assertThat(complaints.decide(250, rank -> true)).isEqualTo(OptionalInt.of(2));
        assertThat(complaints.decide(600, rank -> true)).isEmpty();
    }

    @Test
    void whoCannotGoOnBecauseOfAnotherMayStay() {
        complaints.add(0, 1, 3);
        complaints.add(10, 3, 2);

        assertThat(complaints.decide(300, rank -> true)).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void ofTwoThatComplainOfEachOtherOneLeaves() {
        complaints.add(0, 1, 3);
        complaints.add(10, 3, 1);

        assertThat(complaints.decide(300, rank -> true)).isEqualTo(OptionalInt.of(3));
    }

    @Test
    void whoHasTheLastCopyOfAnythingMayStay() {
        complaints.add(0, 1, 3);
        assertThat(complaints.decide(300, rank -> rank != 3)).isEqualTo(OptionalInt.of(1));

        complaints.add(1000, 1, 3);
        assertThat(complaints.decide(1300, rank -> false)).isEmpty();
    }

    @Test
    void aConfigurationMakesComplaintsVoid() {
        complaints.add(0, 1, 3);
        complaints.clear();

        assertThat(complaints.decide(300, rank -> true)).isEmpty();
    }

    @Test
    void whoLeavesOftenStaysAwayLonger() {
        long now = 0;
        for (int timeouts : new int[] {2, 4, 8, 16, 16}) {
            leave(now);
            assertThat(complaints.isBanned(now + 250 + timeouts * TIMEOUT - 1, 2))
                    .isTrue();
            assertThat(complaints.isBanned(now + 250 + timeouts * TIMEOUT, 2)).isFalse();
            now += (timeouts + 5) * TIMEOUT;
        }
        now += 100 * TIMEOUT;
        leave(now);
        assertThat(complaints.isBanned(now + 250 + 2 * TIMEOUT, 2)).isFalse();
        assertThat(Set.of(1, 3)).noneMatch(rank -> complaints.isBanned(0, rank));
    }

    private void leave(long now) {
        complaints.add(now, 1, 2);
        assertThat(complaints.decide(now + 250, rank -> true)).isEqualTo(OptionalInt.of(2));
    }
}
