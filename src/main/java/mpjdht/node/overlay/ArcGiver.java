package mpjdht.node.overlay;

import java.util.ArrayDeque;
import mpjdht.message.HandoverChunk;
import mpjdht.node.Outbox;
import mpjdht.ring.Arc;
import mpjdht.store.DetachedArc;
import mpjdht.store.NodeTable;

/**
 * The giving side of a handover: streams an arc in chunks, a few ahead of what the taker has confirmed. What is confirmed
 * is dropped at once, so that both sides together never need much more memory than the arc, whatever its size; what is not
 * is kept.
 */
public final class ArcGiver {
    private static final int CHUNKS_AHEAD = 4;

    private final DetachedArc arc;
    private final long toNode;
    private final int toRank;
    private final HandoverChunk chunk = new HandoverChunk();

    /** For every chunk that is not confirmed, how much of the arc is on its way or there once it is. */
    private final ArrayDeque<Integer> marks = new ArrayDeque<>();

    private boolean lastSent;
    private long keys;
    private long payloadBytes;

    /** A giver that has not begun. */
    public ArcGiver(NodeTable table, Arc arc, long toNode, int toRank) {
        this.arc = table.detach(arc);
        this.toNode = toNode;
        this.toRank = toRank;
    }

    /** Sends the first chunks. */
    public void start(Outbox outbox) {
        while (!lastSent && marks.size() < CHUNKS_AHEAD) {
            sendChunk(outbox);
        }
    }

    /** Takes a confirmation; true when it was the one of the last chunk. */
    public boolean chunkTaken(Outbox outbox) {
        arc.release(marks.remove());
        if (!lastSent) {
            sendChunk(outbox);
        }
        return marks.isEmpty();
    }

    /** Keys sent. */
    public long keys() {
        return keys;
    }

    /** Bytes of those keys and their values. */
    public long payloadBytes() {
        return payloadBytes;
    }

    private void sendChunk(Outbox outbox) {
        chunk.reset(toNode);
        lastSent = !ChunkFilling.fill(chunk, arc.walk());
        keys += chunk.keys();
        payloadBytes += chunk.payloadBytes();
        marks.add(arc.mark());
        outbox.send(toRank, chunk.bytes(), 0, chunk.length());
    }
}
