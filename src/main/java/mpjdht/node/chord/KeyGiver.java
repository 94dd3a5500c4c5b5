package mpjdht.node.chord;

import mpjdht.message.ChordMessage.ChunkStored;
import mpjdht.message.TransferChunk;
import mpjdht.node.ChunkFilling;
import mpjdht.ring.Arc;
import mpjdht.ring.NodeRef;
import mpjdht.store.DetachedArc;
import mpjdht.store.NodeTable;

/**
 * The giving side of a transfer of keys ({@code transfer_keys}): an arc in chunks, each sent again until it is confirmed. The
 * keys are kept until the last chunk is confirmed, and go back into the table when the taker refuses or does not answer.
 */
abstract class KeyGiver {
    private final ChordNode node;
    private final NodeTable table;
    private final Arc arc;
    private final NodeRef to;
    private final long transfer;
    private final DetachedArc detached;
    private final TransferChunk chunk = new TransferChunk();
    private int number;
    private boolean last;
    private long keys;
    private long payloadBytes;

    KeyGiver(ChordNode node, NodeTable table, Arc arc, NodeRef to, long transfer) {
        this.node = node;
        this.table = table;
        this.arc = arc;
        this.to = to;
        this.transfer = transfer;
        this.detached = table.detach(arc);
    }

    /** The transfer is over: the taker has all of it and owns the arc, or nothing has changed. */
    abstract void ended(boolean taken);

    final void begin() {
        sendNext();
    }

    final Arc arc() {
        return arc;
    }

    /** Keys sent. */
    final long keys() {
        return keys;
    }

    /** Bytes of those keys and their values. */
    final long payloadBytes() {
        return payloadBytes;
    }

    /** Ends here, for whoever guards the ring knows how it has ended. */
    final void settle(boolean taken) {
        if (taken) {
            detached.releaseAll();
        } else {
            table.putBack(detached);
        }
    }

    private void sendNext() {
        fill();
        node.line().ask(new Call(node.settings().tries()) {
            @Override
            void send(long token) {
                chunk.address(token);
                node.line().outbox().send(to.rank(), chunk.bytes(), 0, chunk.length());
            }

            @Override
            public void onChunkStored(ChunkStored answer) {
                if (!answer.accepted()) {
                    takeBack();
                } else if (last) {
                    detached.releaseAll();
                    ended(true);
                } else {
                    number++;
                    sendNext();
                }
            }

            @Override
            void failed() {
                takeBack();
            }
        });
    }

    private void fill() {
        chunk.reset(
                node.self().id(),
                to.id(),
                arc.after(),
                arc.last(),
                transfer,
                number,
                node.line().epoch());
        last = !ChunkFilling.fill(chunk, detached.walk());
        keys += chunk.keys();
        payloadBytes += chunk.payloadBytes();
    }

    private void takeBack() {
        if (node.rules().ownsUntilConfirmed()) {
            table.putBack(detached);
        }
        ended(false);
    }
}
