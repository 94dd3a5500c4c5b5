package mpjdht.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mpjdht.message.Answer;
import mpjdht.node.FlowLimits;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.ring.DirectKeySpace;
import mpjdht.ring.RingView;
import org.junit.jupiter.api.Test;

/** A storage rank where others search for keys: 100 is here, 200 on another rank. */
class SearchedPathTest extends StorageFixture {
    SearchedPathTest() {
        super(new DirectKeySpace(500));
        storage = storage(
                RingView.of(0, new long[] {100, 200}, new int[] {RANK, OTHER}),
                FlowLimits.ofWindow(100),
                AssignedOverlay.searched());
    }

    @Test
    void whatWasFoundIsAnsweredWithTheHopsOfItsSearchAndWhatNobodyKnowsIsToldSo() {
        put("50", "v");
        enter();
        get("50");
        get("60");
        notReached("50");
        pass(100, 7);
        idle();

        assertThat(outbox.take())
                .containsExactly("3: replies #0=" + Answer.STORED + " #1=" + Answer.FOUND + "/7 #2=" + Answer.MISSING
                        + "/7 #3=" + Answer.NOT_REACHED + "/7");
    }

    @Test
    void whatIsForTheNodeOfAnotherRankIsRefused() {
        get("150");
        assertThatThrownBy(() -> pass(100, 2))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a request for position 150 came here, but its owner 200 is on rank 2");
    }
}
