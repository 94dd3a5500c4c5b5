package mpjdht.node.chord;

import mpjdht.message.RequestCursor;
import mpjdht.message.TransferChunk;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.store.NodeTable;

/** The taking side of a transfer of keys: stores chunks in their order, and knows one that it has stored already. */
final class KeyTaker {
    private final NodeTable table;
    private final RequestCursor cursor = new RequestCursor();
    private final Header first;
    private int expected;
    private long keys;
    private long payloadBytes;

    /** What stands in front of the keys of a chunk. */
    record Header(NodeRef giver, Arc arc, long transfer, int chunk, boolean last, long token) {}

    /**
     * Begins to take an arc. What the table has of it is left over from a transfer that was given up, unless it is owned.
     *
     * @param owned what the node owns, or null
     */
    KeyTaker(ChordNode node, NodeTable table, Header first, Arc owned) {
        this.table = table;
        this.first = first;
        boolean overlaps = owned != null
                && (owned.contains(first.arc().last())
                        || first.arc().contains(node.self().id()));
        if (owned == null || !overlaps) {
            table.detach(first.arc()).releaseAll();
        }
    }

    static Header header(int fromRank, byte[] bytes, int offset, int length) {
        TransferChunk.check(length);
        return new Header(
                new NodeRef(TransferChunk.giver(bytes, offset), fromRank),
                new Arc(TransferChunk.after(bytes, offset), TransferChunk.lastPosition(bytes, offset)),
                TransferChunk.transfer(bytes, offset),
                TransferChunk.chunk(bytes, offset),
                TransferChunk.last(bytes, offset),
                TransferChunk.token(bytes, offset));
    }

    Arc arc() {
        return first.arc();
    }

    long keys() {
        return keys;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    /** Whether a chunk belongs to this transfer, and is the one due or one that was stored before. */
    boolean continuedBy(Header chunk) {
        return chunk.giver().equals(first.giver()) && chunk.transfer() == first.transfer() && chunk.chunk() <= expected;
    }

    /** Stores a chunk, unless it was; true when it was the last one. */
    boolean take(Header chunk, byte[] bytes, int offset, int length) {
        if (chunk.chunk() < expected) {
            return false;
        }
        expected++;
        TransferChunk.open(cursor, bytes, offset, length);
        while (cursor.next()) {
            table.put(
                    cursor.hash(),
                    cursor.position(),
                    cursor.bytes(),
                    cursor.keyOffset(),
                    cursor.keyLength(),
                    cursor.valueOffset(),
                    cursor.valueLength());
            keys++;
            payloadBytes += cursor.keyLength() + cursor.valueLength();
        }
        return chunk.last();
    }
}
