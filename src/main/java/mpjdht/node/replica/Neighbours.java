package mpjdht.node.replica;

import mpjdht.message.HeadMessage.Unreachable;
import mpjdht.node.Detection;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.Patience;

/** Whether those who stand behind a rank in its chains answer; if not for the time-out, the head hears of it, at every look. */
final class Neighbours {
    private final Patience[] patience;
    private final ChainStreams streams;

    Neighbours(int ranks, Detection detection, ChainStreams streams) {
        this.streams = streams;
        this.patience = new Patience[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            patience[rank] = new Patience(detection.timeoutMicros());
        }
    }

    /** Looks at the time. */
    void look(long nowMicros, long epoch, Outbox outbox) {
        for (int rank = 0; rank < patience.length; rank++) {
            int oldest = streams.confirmedBatches(rank);
            if (patience[rank].look(nowMicros, oldest, streams.sentBatches(rank)) != oldest) {
                outbox.send(Grid.HEAD, new Unreachable(epoch, rank));
            }
        }
    }

    /** A configuration is in force, and all is told anew. */
    void restart() {
        for (Patience of : patience) {
            of.restart();
        }
    }
}
