package mpjdht.node.storage;

import mpjdht.message.HandoverChunk;
import mpjdht.message.MoveMessage.HandOver;
import mpjdht.node.ChunkFilling;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.store.DetachedArc;
import mpjdht.store.NodeTable;

/**
 * Streams the keys of an arc to another node, one segment of the table after another, each in chunks, a few ahead of what the
 * taker has confirmed. A segment is kept until the taker has all of it.
 */
final class SegmentGiver {
    private static final int CHUNKS_AHEAD = 4;

    /** Small, because requests wait while either side works on a chunk. */
    private static final int CHUNK_BYTES = 16 << 10;

    private final HandOver order;
    private final NodeTable table;
    private final HandoverChunk chunk = new HandoverChunk();
    private DetachedArc segment;
    private boolean lastSent = true;
    private int chunksSent;
    private int chunksTaken;
    private long keys;
    private long payloadBytes;

    SegmentGiver(HandOver order, NodeTable table) {
        this.order = order;
        this.table = table;
    }

    /**
     * Takes the first segment of what is left out of the table; the one before has been taken.
     *
     * @param rest the part of the arc that has not left
     * @return the last position of what is out of the table now; the end of the arc when nothing was left
     */
    long detachNext(Arc rest) {
        segment = table.detachSegment(rest);
        lastSent = segment.isEmpty();
        return segment.last();
    }

    /** Whether the taker has all that is out of the table. */
    boolean allTaken() {
        return lastSent && chunksTaken == chunksSent;
    }

    /** Sends chunks, as many as may be ahead. */
    void sendChunks(Outbox outbox) {
        while (!lastSent && chunksSent - chunksTaken < CHUNKS_AHEAD) {
            chunk.reset(order.change(), chunksSent, order.toNode());
            lastSent = !ChunkFilling.fill(chunk, segment.walk(), CHUNK_BYTES);
            keys += chunk.keys();
            payloadBytes += chunk.payloadBytes();
            chunksSent++;
            outbox.send(order.toRank(), chunk.bytes(), 0, chunk.length());
        }
    }

    /** The taker has a chunk, and all before it; says nothing new when it was said before. */
    void taken(int number) {
        if (number >= chunksTaken && number < chunksSent) {
            chunksTaken = number + 1;
        }
        if (allTaken()) {
            segment.releaseAll();
        }
    }

    /** Keys sent. */
    long keys() {
        return keys;
    }

    /** Bytes of those keys and their values. */
    long payloadBytes() {
        return payloadBytes;
    }
}
