package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.node.FlowLimits;
import mpjdht.node.RecordingOutbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyCreditTest {
    private static final int RANK = 1;
    private static final int CREDIT_BYTES = 1000;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final ReplyCredit credit = new ReplyCredit(3, new FlowLimits(100, 1, CREDIT_BYTES));

    @Test
    void aRankThatHasItsCreditBackIsNotToldThatItHoldsUpAllOthers() {
        credit.received(RANK, CREDIT_BYTES);
        credit.released(RANK, CREDIT_BYTES, outbox);
        assertThat(outbox.take()).containsExactly("1: Credit[bytes=1000]");

        credit.received(RANK, CREDIT_BYTES - 1);
        credit.heldUpBy(5, RANK, outbox);
        assertThat(outbox.take()).isEmpty();

        credit.received(RANK, 1);
        credit.heldUpBy(5, RANK, outbox);
        assertThat(outbox.take()).containsExactly("1: Due[sequence=5]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void theCommandThatHoldsUpAllOthersIsToldOnceWhateverItsNumber(int sequence) {
        credit.received(RANK, CREDIT_BYTES);

        credit.heldUpBy(sequence, RANK, outbox);
        credit.heldUpBy(sequence, RANK, outbox);

        assertThat(outbox.take()).containsExactly("1: Due[sequence=" + sequence + "]");
    }
}
