package mpjdht.node;

import mpjdht.message.HandoverChunk;
import mpjdht.ring.Arc;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.store.ArcScan;
import mpjdht.store.NodeTable;

/**
 * The giving side of a handover: streams an arc in chunks, a few ahead of what the taker has confirmed, so that memory
 * stays bounded whatever the arc's size. Nothing is dropped before the taker has confirmed the last chunk.
 */
final class ArcGiver {
    private static final int CHUNKS_AHEAD = 4;

    private final KeySpace space;
    private final NodeTable table;
    private final Arc arc;
    private final long toNode;
    private final int toRank;
    private final ArcScan scan;
    private final KeyPlace place = new KeyPlace();
    private final HandoverChunk chunk = new HandoverChunk();
    private int chunksAhead;
    private boolean lastSent;
    private long keys;
    private long payloadBytes;

    ArcGiver(KeySpace space, NodeTable table, Arc arc, long toNode, int toRank) {
        this.space = space;
        this.table = table;
        this.arc = arc;
        this.toNode = toNode;
        this.toRank = toRank;
        this.scan = table.scan(arc);
    }

    void start(Outbox outbox) {
        while (!lastSent && chunksAhead < CHUNKS_AHEAD) {
            sendChunk(outbox);
        }
    }

    /** Takes a confirmation; true when it was the one of the last chunk. */
    boolean chunkTaken(Outbox outbox) {
        chunksAhead--;
        if (!lastSent) {
            sendChunk(outbox);
        }
        return chunksAhead == 0;
    }

    /** Forgets the arc here. */
    void drop() {
        if (keys == table.keys()) {
            table.clear();
        } else {
            table.deleteArc(arc);
        }
    }

    long keys() {
        return keys;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    private void sendChunk(Outbox outbox) {
        chunk.reset(toNode);
        boolean more = true;
        while (!chunk.full() && more) {
            more = scan.next();
            if (more) {
                space.locate(scan.bytes(), scan.keyOffset(), scan.keyLength(), place);
                chunk.add(
                        scan.position(),
                        place.hash(),
                        scan.bytes(),
                        scan.keyOffset(),
                        scan.keyLength(),
                        scan.valueLength());
            }
        }
        if (!more) {
            chunk.markLast();
            lastSent = true;
        }
        keys += chunk.keys();
        payloadBytes += chunk.payloadBytes();
        chunksAhead++;
        outbox.send(toRank, chunk.bytes(), 0, chunk.length());
    }
}
