package mpjdht.node.chord;

import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.TransferChunk;
import mpjdht.node.ChunkFilling;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.store.DetachedArc;
import mpjdht.store.NodeTable;

/**
 * The giving side of a transfer of keys ({@code transfer_keys}): an offer, then an arc in chunks, each sent again until it is
 * confirmed. Keys leave the table when the offer is accepted, are kept until the last chunk is confirmed, and go back when the
 * taker refuses or does not answer.
 */
abstract class KeyGiver {
    /** How a transfer has ended. */
    enum End {
        /** The taker has all of it, and owns it. */
        TAKEN,
        /** The taker says that it will not have it. */
        REFUSED,
        /** The taker is dead; nobody can tell whether it had all of it. */
        DEAD
    }

    private final ChordNode node;
    private final NodeTable table;
    private final Arc arc;
    private final NodeRef before;
    private final boolean sure;
    private final NodeRef to;
    private final TransferChunk chunk = new TransferChunk();
    private DetachedArc detached;
    private long ticket;
    private int number;
    private boolean last;

    /**
     * A transfer that has not begun.
     *
     * @param arc what is given
     * @param claim of the giver; the arc lies at its beginning
     */
    KeyGiver(ChordNode node, NodeTable table, Arc arc, Claim claim, NodeRef to) {
        this.node = node;
        this.table = table;
        this.arc = arc;
        this.before = claim.before();
        this.sure = claim.sure();
        this.to = to;
    }

    /** The taker owns the arc as soon as it gets what is sent now. */
    abstract void givesUpTheArc();

    /** The transfer is over; when it has not been taken, the keys are in the table again. */
    abstract void ended(End end);

    /** Offers the arc. */
    final void begin() {
        chunk.reset(
                node.self().id(), to.id(), arc, before.rank(), sure, node.line().epoch());
        send();
    }

    final Arc arc() {
        return arc;
    }

    /** The node behind which the arc begins. */
    final NodeRef before() {
        return before;
    }

    /** Whether all of the arc was handed over to who gives it now. */
    final boolean sure() {
        return sure;
    }

    /** Whether the keys of the arc are out of the table. */
    final boolean keysAreOut() {
        return detached != null;
    }

    /** Whether the last chunk was sent: the taker may own the arc. */
    final boolean inDoubt() {
        return last;
    }

    /** Ends here, for whoever guards the ring knows how it has ended. */
    final void settle(boolean taken) {
        if (detached != null && taken) {
            detached.releaseAll();
        } else if (detached != null) {
            table.putBack(detached);
        }
    }

    private void send() {
        node.line().ask(new Call(node.settings().tries()) {
            @Override
            void send(long token) {
                chunk.address(token);
                node.line().outbox().send(to.rank(), chunk.bytes(), 0, chunk.length());
            }

            @Override
            public void onChunkStored(ChunkStored answer) {
                if (!answer.accepted()) {
                    end(End.REFUSED);
                } else if (last) {
                    end(End.TAKEN);
                } else {
                    ticket = answer.ticket();
                    sendNext();
                }
            }

            @Override
            void failed() {
                end(End.DEAD);
            }
        });
    }

    private void sendNext() {
        if (detached == null) {
            detached = table.detach(arc);
        }
        number++;
        chunk.reset(
                node.self().id(), to.id(), arc, before.rank(), sure, node.line().epoch());
        chunk.number(ticket, number);
        last = !ChunkFilling.fill(chunk, detached.walk(), node.settings().chunkBytes());
        if (last) {
            givesUpTheArc();
        }
        send();
    }

    private void end(End end) {
        settle(end == End.TAKEN || !node.rules().keepsKeysUntilConfirmed());
        ended(end);
    }
}
