package mpjdht.node.flood;

import mpjdht.message.SearchBatch;
import mpjdht.message.SearchMessage;
import mpjdht.node.Outbox;

/** Messages of searches to the nodes of other ranks, which wait until nothing more is waiting or there are enough. */
final class RankBatches {
    private final SearchBatch[] ofRank;

    RankBatches(int ranks) {
        this.ofRank = new SearchBatch[ranks];
    }

    /** Adds a message by a ring for a node of a rank. */
    void add(int rank, long ring, SearchMessage message, Outbox outbox) {
        if (ofRank[rank] == null) {
            ofRank[rank] = new SearchBatch();
        }
        SearchBatch batch = ofRank[rank];
        byte[] bytes = message.encode();
        if (!batch.isEmpty() && (batch.ring() != ring || batch.isFullFor(bytes))) {
            send(rank, outbox);
        }
        batch.address(ring);
        batch.add(bytes);
    }

    /** Sends what waits; tells whether there was anything. */
    boolean flush(Outbox outbox) {
        boolean sent = false;
        for (int rank = 0; rank < ofRank.length; rank++) {
            if (ofRank[rank] != null && !ofRank[rank].isEmpty()) {
                send(rank, outbox);
                sent = true;
            }
        }
        return sent;
    }

    private void send(int rank, Outbox outbox) {
        outbox.send(rank, ofRank[rank].bytes(), 0, ofRank[rank].length());
        ofRank[rank].reset();
    }
}
