package mpjdht.node.overlay;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mpjdht.message.HandoverChunk;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestCursor;
import mpjdht.message.StorageMessage.ChunkTaken;
import mpjdht.message.StorageMessage.HandOver;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.Arc;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * Nodes whose coming and going the head arranges: it tells who hands which arc to whom. Taking is possible at any time; giving,
 * one arc at a time.
 */
final class AssignedNodes implements NodeHost {
    private final int rank;
    private final KeySpace space;
    private final Optional<NodeRouter.Factory> routers;
    private final Map<Long, NodeTable> tables = new HashMap<>();
    private final RequestCursor chunkCursor = new RequestCursor();
    private ArcGiver giver;

    AssignedNodes(int rank, KeySpace space, Optional<NodeRouter.Factory> routers) {
        this.rank = rank;
        this.space = space;
        this.routers = routers;
    }

    @Override
    public void install(RingView view) {
        tables.keySet().removeIf(id -> view.indexOf(id) < 0);
        for (int i = 0; i < view.size(); i++) {
            if (view.rank(i) == rank) {
                tableFor(view.id(i));
            }
        }
    }

    @Override
    public NodeTable table(long id) {
        return tables.get(id);
    }

    @Override
    public Optional<NodeRouter.Factory> routers() {
        return routers;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        if (kind != MessageKind.HANDOVER) {
            throw ProtocolException.unexpectedKind("storage rank", from, kind);
        }
        HandoverChunk.open(chunkCursor, bytes, offset, length);
        long toNode = HandoverChunk.toNode(bytes, offset);
        NodeTable table = tableFor(toNode);
        while (chunkCursor.next()) {
            table.put(
                    chunkCursor.hash(),
                    chunkCursor.position(),
                    chunkCursor.bytes(),
                    chunkCursor.keyOffset(),
                    chunkCursor.keyLength(),
                    chunkCursor.valueOffset(),
                    chunkCursor.valueLength());
        }
        outbox.send(from, new ChunkTaken(toNode));
    }

    @Override
    public void handOver(HandOver order, Outbox outbox) {
        NodeTable table = tables.get(order.fromNode());
        if (table == null || giver != null) {
            throw new ProtocolException("rank " + rank + " was told to hand over from node "
                    + Long.toUnsignedString(order.fromNode()) + ", which it cannot");
        }
        giver = new ArcGiver(table, new Arc(order.after(), order.last()), order.toNode(), order.toRank());
        giver.start(outbox);
    }

    @Override
    public void chunkTaken(int from, ChunkTaken report, Outbox outbox) {
        if (giver == null) {
            throw new ProtocolException("rank " + from + " took a chunk that rank " + rank + " did not send");
        }
        if (giver.chunkTaken(outbox)) {
            outbox.send(Grid.HEAD, new HandedOver(giver.keys(), giver.payloadBytes()));
            giver = null;
        }
    }

    private NodeTable tableFor(long id) {
        return tables.computeIfAbsent(id, absent -> new NodeTable(space));
    }
}
