package mpjdht.experiment.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mpjdht.sim.Micros;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
    private static final long TIMEOUT = Micros.SECOND;

    /** Who serves now; asked again where the head is new or the tail; down the chain, or there and back; the answer. */
    private static final double[] MESSAGES_OF_UPDATE = {4, 3, 5};

    /** Who serves now, asked again, a mark there and back, the answer. */
    private static final double MESSAGES_OF_QUERY = 5;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void anOutageTakesAsLongAsItTakesToNoticeAndAFewMessages(int place) {
        for (long seed = 1; seed <= 5; seed++) {
            Outage outage = Outage.measure(place, TIMEOUT, seed);

            assertThat(outage.detectedMicros()).isBetween(TIMEOUT - TIMEOUT / 10, TIMEOUT + TIMEOUT / 10);
            assertThat(outage.messagesAfterDetection(true)).isEqualTo(MESSAGES_OF_UPDATE[place]);
            assertThat(outage.messagesAfterDetection(false)).isEqualTo(MESSAGES_OF_QUERY);
        }
    }

    @Test
    void nobodyIsAnsweredUntilAFailureIsNoticedAndThenThroughputIsBack() {
        Failure failure =
                new Failure(6, 12, 4, 10 * Micros.SECOND, 20 * Micros.SECOND, 40 * Micros.SECOND);

        AnswerLog log = failure.run(1, 1);

        double before = log.perSecond(false, 2 * Micros.SECOND, 10 * Micros.SECOND);
        assertThat(log.failed()).isZero();
        assertThat(log.longestSilence(10 * Micros.SECOND)).isBetween(8 * Micros.SECOND, 11 * Micros.SECOND);
        assertThat(log.perSecond(13 * Micros.SECOND, 19 * Micros.SECOND)).isZero();
        assertThat(log.perSecond(false, 34 * Micros.SECOND, 40 * Micros.SECOND)).isCloseTo(before, within(0.1 * before));
    }
}
