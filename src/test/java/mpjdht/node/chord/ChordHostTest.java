package mpjdht.node.chord;

import static org.assertj.core.api.Assertions.assertThat;

import mpjdht.node.overlay.NodeHost;
import mpjdht.ring.RingView;
import mpjdht.ring.Xxh3KeySpace;
import org.junit.jupiter.api.Test;

class ChordHostTest {
    private static final int RANK = 1;

    /** A client that still goes by the ring before may ask for it. */
    @Test
    void aNodeThatHasLeftKeepsNoPointers() {
        NodeHost host = new ChordOverlay(ChordSettings.ofGrid(2)).host(RANK, new Xxh3KeySpace(64));
        RingView before = RingView.of(0, new long[] {5, 9}, new int[] {RANK, RANK});
        host.install(before);
        assertThat(host.successors(5)).isNotEmpty();
        assertThat(host.fingers(5)).isNotEmpty();

        host.install(before.leave(5));

        assertThat(host.successors(5)).isEmpty();
        assertThat(host.fingers(5)).isEmpty();
    }
}
