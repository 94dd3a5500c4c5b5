package mpjdht.node.storage;

import java.util.HashMap;
import java.util.Map;
import mpjdht.message.HandoverChunk;
import mpjdht.message.MoveMessage.ChunkTaken;
import mpjdht.message.RequestCursor;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.store.NodeTable;

/** The arcs that come to the nodes of a rank, chunk by chunk. A chunk that comes again, however late, changes nothing. */
final class Arrivals {
    private final KeyTables tables;
    private final Map<Long, Integer> nextChunkOfChange = new HashMap<>();
    private final RequestCursor cursor = new RequestCursor();
    private long settledChange;

    /** None yet. */
    Arrivals(KeyTables tables) {
        this.tables = tables;
    }

    /**
     * Stores a chunk, unless it was stored before, and confirms it.
     *
     * @throws ProtocolException if one before it has not come
     */
    void take(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        HandoverChunk.open(cursor, bytes, offset, length);
        long change = HandoverChunk.change(bytes, offset);
        int chunk = HandoverChunk.chunk(bytes, offset);
        int due = nextChunkOfChange.getOrDefault(change, 0);
        if (change <= settledChange || chunk < due) {
            return;
        }
        if (chunk > due) {
            throw new ProtocolException("rank " + from + " sent chunk " + chunk + " of change " + change
                    + " of the ring when chunk " + due + " was due");
        }
        nextChunkOfChange.put(change, due + 1);
        store(tables.forNode(HandoverChunk.toNode(bytes, offset)));
        outbox.send(from, new ChunkTaken(change, chunk));
    }

    /** Every change of the ring up to this number is over. */
    void settle(long change) {
        settledChange = change;
        nextChunkOfChange.keySet().removeIf(number -> number <= change);
    }

    private void store(NodeTable table) {
        while (cursor.next()) {
            table.put(
                    cursor.hash(),
                    cursor.position(),
                    cursor.bytes(),
                    cursor.keyOffset(),
                    cursor.keyLength(),
                    cursor.valueOffset(),
                    cursor.valueLength());
        }
    }
}
