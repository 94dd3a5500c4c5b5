package mpjdht.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.message.Origin;
import mpjdht.node.FlowLimits;
import mpjdht.node.RecordingOutbox;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyCreditTest {
    private static final int RANK = 1;
    private static final int CLIENT = 6;
    private static final int OWNER_RANK = 0;
    private static final long OWNER = 50;
    private static final RingView RING = RingView.of(7, new long[] {OWNER}, new int[] {OWNER_RANK});
    private static final int CREDIT_BYTES = 1000;

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final ReplyCredit credit = new ReplyCredit(Origin.of(2, CLIENT), 3, new FlowLimits(100, 1, CREDIT_BYTES));

    @Test
    void aRankThatHasItsCreditBackIsNotToldThatItHoldsUpAllOthers() {
        credit.received(RANK, CREDIT_BYTES);
        credit.released(RANK, CREDIT_BYTES, 4, outbox);
        assertThat(outbox.take()).containsExactly("1: Credit[client=6, bytes=1000, oldest=4]");

        credit.received(RANK, CREDIT_BYTES - 1);
        credit.heldUpBy(5, RING, 40, outbox);
        assertThat(outbox.take()).isEmpty();

        credit.received(RANK, 1);
        credit.heldUpBy(5, RING, 40, outbox);
        assertThat(outbox.take())
                .containsExactly("0: Due[origin=131078, sequence=5, node=50, position=40, change=0, epoch=7]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void theCommandThatHoldsUpAllOthersIsToldOnceWhateverItsNumber(int sequence) {
        credit.received(RANK, CREDIT_BYTES);

        credit.heldUpBy(sequence, RING, 40, outbox);
        credit.heldUpBy(sequence, RING, 40, outbox);

        assertThat(outbox.take())
                .containsExactly(
                        "0: Due[origin=131078, sequence=" + sequence + ", node=50, position=40, change=0, epoch=7]");
    }

    @Test
    void afterARestartTheCommandThatHoldsUpAllOthersIsToldAgain() {
        credit.received(RANK, CREDIT_BYTES);
        credit.heldUpBy(5, RING, 40, outbox);
        outbox.take();

        credit.restart();
        credit.heldUpBy(5, RING.atEpoch(8), 40, outbox);

        assertThat(outbox.take())
                .containsExactly("0: Due[origin=131078, sequence=5, node=50, position=40, change=0, epoch=8]");
    }
}
