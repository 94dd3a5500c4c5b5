package mpjdht.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StallTest {
    private final Stall stall = new Stall();

    private boolean isStuck(long second, boolean isAwaited, long bytes) {
        return stall.isStuck(TimeUnit.SECONDS.toNanos(second), isAwaited, bytes);
    }

    @Test
    void noticesWhoSendsNothingForHalfAMinute() {
        assertThat(isStuck(100, true, 5)).isFalse();
        assertThat(isStuck(129, true, 5)).isFalse();
        assertThat(isStuck(130, true, 5)).isTrue();
    }

    @Test
    void noticesWhoSendsAByteNowAndThen() {
        for (int second = 0; second < 30; second++) {
            assertThat(isStuck(second, true, second)).isFalse();
        }
        assertThat(isStuck(30, true, 30)).isTrue();
    }

    @Test
    void bearsWhoGoesOnSlowly() {
        for (int second = 0; second < 1000; second++) {
            assertThat(isStuck(second, true, second * 40L)).isFalse();
        }
    }

    @Test
    void bearsWhoSaysNothingWhileNothingIsAwaited() {
        for (int second = 0; second < 1000; second++) {
            assertThat(isStuck(second, second % 20 != 0, 7)).isFalse();
        }
    }
}
