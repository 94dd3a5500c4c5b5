package mpjdht.runtime;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Looks twice a second, as the watch does; a peer was last heard at time 0. */
class SilenceLimitTest {
    private static final long LIMIT_NANOS = SECONDS.toNanos(8);
    private static final long LOOK_NANOS = MILLISECONDS.toNanos(500);

    private final SilenceLimit limit = new SilenceLimit(LIMIT_NANOS, 0);

    /** Looks until {@code untilNanos}, and returns when the silence was too long, or -1. */
    private long exceededAt(long fromNanos, long untilNanos) {
        for (long now = fromNanos; now <= untilNanos; now += LOOK_NANOS) {
            if (limit.isExceeded(now, now)) {
                return now;
            }
        }
        return -1;
    }

    @Test
    void aPeerIsDeadWhenItWasSilentForLonger() {
        assertThat(exceededAt(LOOK_NANOS, SECONDS.toNanos(60))).isEqualTo(LIMIT_NANOS + LOOK_NANOS);
    }

    @Test
    void aPeerThatSpeaksIsNot() {
        for (long now = 0; now <= SECONDS.toNanos(60); now += LOOK_NANOS) {
            assertThat(limit.isExceeded(LIMIT_NANOS, now)).isFalse();
        }
    }

    @Test
    void aRankThatSleptForAnHourGivesTheOthersTheWholeLimitAgain() {
        assertThat(exceededAt(LOOK_NANOS, SECONDS.toNanos(2))).isEqualTo(-1);
        long woke = SECONDS.toNanos(3_600);

        assertThat(exceededAt(woke, woke + SECONDS.toNanos(60))).isEqualTo(woke + LIMIT_NANOS + LOOK_NANOS);
    }

    @Test
    void aLookThatIsALittleLateIsNoSleep() {
        assertThat(exceededAt(LOOK_NANOS, SECONDS.toNanos(5))).isEqualTo(-1);
        long late = SECONDS.toNanos(5) + SilenceLimit.GAP_NANOS;

        assertThat(exceededAt(late, SECONDS.toNanos(60)))
                .isGreaterThan(LIMIT_NANOS)
                .isLessThanOrEqualTo(LIMIT_NANOS + LOOK_NANOS);
    }

    @Test
    void aRankThatFallsAsleepBetweenTheSilenceAndTheTimeBlamesNobody() {
        assertThat(exceededAt(LOOK_NANOS, SECONDS.toNanos(7))).isEqualTo(-1);

        assertThat(limit.isExceeded(SECONDS.toNanos(3_600), SECONDS.toNanos(3_600)))
                .isFalse();
    }
}
