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
    private final Header offer;
    private final long ticket;
    private int expected = 1;
    private long keys;

    /** What stands in front of the keys of a chunk; the offer is chunk 0. */
    record Header(
            NodeRef giver, NodeRef before, Arc arc, boolean sure, long ticket, int chunk, boolean last, long token) {}

    /**
     * Begins to take an arc.
     *
     * @param ticket that the chunks will bear; no other transfer to this rank ever had it
     */
    KeyTaker(NodeTable table, Header offer, long ticket) {
        this.table = table;
        this.offer = offer;
        this.ticket = ticket;
    }

    static Header header(int fromRank, byte[] bytes, int offset) {
        Arc arc = new Arc(TransferChunk.after(bytes, offset), TransferChunk.lastPosition(bytes, offset));
        return new Header(
                new NodeRef(TransferChunk.giver(bytes, offset), fromRank),
                new NodeRef(arc.after(), TransferChunk.afterRank(bytes, offset)),
                arc,
                TransferChunk.sure(bytes, offset),
                TransferChunk.ticket(bytes, offset),
                TransferChunk.chunk(bytes, offset),
                TransferChunk.last(bytes, offset),
                TransferChunk.token(bytes, offset));
    }

    Arc arc() {
        return offer.arc();
    }

    long ticket() {
        return ticket;
    }

    long keys() {
        return keys;
    }

    /** Whether keys have come. */
    boolean begun() {
        return expected > 1;
    }

    /** Whether this is the offer with which the transfer began, come again. */
    boolean beganWith(Header again) {
        return again.giver().equals(offer.giver()) && again.token() == offer.token();
    }

    /** Whether a chunk belongs to this transfer, and is the one due or one that was stored before. */
    boolean continuedBy(Header chunk) {
        return chunk.ticket() == ticket && chunk.giver().equals(offer.giver()) && chunk.chunk() <= expected;
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
        }
        return chunk.last();
    }
}
