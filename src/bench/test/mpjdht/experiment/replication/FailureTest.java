package mpjdht.experiment.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mpjdht.sim.Micros;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
    private static final long TIMEOUT = Micros.SECOND;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anOutageTakesAsLongAsItTakesToNoticeAndAFewMessages(int place) {
        for (long seed = 1; seed <= 5; seed++) {
            Outage outage = Outage.measure(place, TIMEOUT, seed);

            assertThat(outage.updatesMicros()).isBetween(TIMEOUT - TIMEOUT / 20, TIMEOUT + 60 * Micros.MILLI);
            assertThat(outage.queriesMicros()).isBetween(TIMEOUT - TIMEOUT / 20, TIMEOUT + 60 * Micros.MILLI);
        }
    }

    @Test
    void nobodyIsAnsweredUntilAFailureIsNoticedAndThenThroughputIsBack() {
        Failure failure =
                new Failure(6, 12, 4, 10 * Micros.SECOND, 20 * Micros.SECOND, 40 * Micros.SECOND);

        AnswerLog log = failure.run(1, 1);

        double before = log.perSecond(false, 2 * Micros.SECOND, 10 * Micros.SECOND);
        assertThat(log.failed()).isZero();
        assertThat(log.perSecond(13 * Micros.SECOND, 19 * Micros.SECOND)).isZero();
        assertThat(log.perSecond(false, 34 * Micros.SECOND, 40 * Micros.SECOND)).isCloseTo(before, within(0.1 * before));
    }
}
