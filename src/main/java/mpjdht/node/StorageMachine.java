package mpjdht.node;

import java.util.HashMap;
import java.util.Map;
import mpjdht.message.BroadcastHandler;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ControlCodec;
import mpjdht.message.HandoverChunk;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestCursor;
import mpjdht.message.StorageHandler;
import mpjdht.message.StorageMessage.ChunkTaken;
import mpjdht.message.StorageMessage.Credit;
import mpjdht.message.StorageMessage.DescribeNode;
import mpjdht.message.StorageMessage.DescribeRing;
import mpjdht.message.StorageMessage.Due;
import mpjdht.message.StorageMessage.HandOver;
import mpjdht.message.StorageMessage.JoinRing;
import mpjdht.message.StorageMessage.LeaveRing;
import mpjdht.node.routing.Routing;
import mpjdht.ring.Arc;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * A storage rank: hosts nodes, answers the requests for what they own, and moves arcs from node to node.
 *
 * <p>Invariant: outside a change of the ring every key here is in the table of the node that owns its position.
 */
public final class StorageMachine implements StateMachine {
    private final int rank;
    private final KeySpace space;
    private final Map<Long, NodeTable> tables = new HashMap<>();
    private final RequestPath path;
    private final NodeReporter reporter;
    private final RequestCursor chunkCursor = new RequestCursor();
    private RingView view;
    private ArcGiver giver;
    private boolean finished;

    /**
     * A storage rank of a grid.
     *
     * @param grid the ranks
     * @param rank this rank
     * @param space the circle, for this rank alone
     * @param view the ring at start
     * @param limits how much may be under way
     * @param routing rule by which requests find their owners
     */
    public StorageMachine(Grid grid, int rank, KeySpace space, RingView view, FlowLimits limits, Routing routing) {
        this.rank = rank;
        this.space = space;
        this.reporter = new NodeReporter(rank);
        this.path = routing.routers()
                .<RequestPath>map(routers -> new NodeToNodePath(grid, rank, limits, routers))
                .orElseGet(() -> new OneHopPath(grid, rank, limits));
        for (int i = 0; i < view.size(); i++) {
            if (view.rank(i) == rank) {
                tables.put(view.id(i), new NodeTable(space));
            }
        }
        install(view);
    }

    @Override
    public void onMessage(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REQUESTS, MessageKind.ROUTED -> path.take(from, kind, bytes, offset, length, outbox);
            case MessageKind.HANDOVER -> take(from, bytes, offset, length, outbox);
            case MessageKind.TO_STORAGE ->
                ControlCodec.decodeStorageMessage(bytes, offset, length).handle(from, new Control(outbox));
            case MessageKind.TO_EVERY_RANK ->
                ControlCodec.decodeBroadcastMessage(bytes, offset, length).handle(from, new Control(outbox));
            default -> throw ProtocolException.unexpectedKind("storage rank", from, kind);
        }
    }

    @Override
    public boolean onIdle(Outbox outbox) {
        return path.flush(outbox);
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** The table of a node that is hosted here, for those who look from outside; null when there is none. */
    public NodeTable table(long id) {
        return tables.get(id);
    }

    private void take(int from, byte[] bytes, int offset, int length, Outbox outbox) {
        HandoverChunk.open(chunkCursor, bytes, offset, length);
        long toNode = HandoverChunk.toNode(bytes, offset);
        NodeTable table = tables.computeIfAbsent(toNode, id -> new NodeTable(space));
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

    private void install(RingView next) {
        view = next;
        path.install(view, tables::get);
    }

    /** The control plane of a storage rank. */
    private final class Control implements StorageHandler, BroadcastHandler {
        private final Outbox outbox;

        Control(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onHandOver(int from, HandOver message) {
            NodeTable table = tables.get(message.fromNode());
            if (table == null || giver != null) {
                throw new ProtocolException("rank " + rank + " was told to hand over from node "
                        + Long.toUnsignedString(message.fromNode()) + ", which it cannot");
            }
            Arc arc = new Arc(message.after(), message.last());
            giver = new ArcGiver(table, arc, message.toNode(), message.toRank());
            giver.start(outbox);
        }

        @Override
        public void onChunkTaken(int from, ChunkTaken message) {
            if (giver == null) {
                throw new ProtocolException("rank " + from + " took a chunk that rank " + rank + " did not send");
            }
            if (giver.chunkTaken(outbox)) {
                outbox.send(Grid.HEAD, new HandedOver(giver.keys(), giver.payloadBytes()));
                giver = null;
            }
        }

        @Override
        public void onCredit(int from, Credit message) {
            path.server().credit(message.bytes(), outbox);
        }

        @Override
        public void onDue(int from, Due message) {
            path.server().due(message.sequence(), outbox);
        }

        @Override
        public void onDescribeRing(int from, DescribeRing message) {
            reporter.describeRing(view, tables::get, from, outbox);
        }

        @Override
        public void onDescribeNode(int from, DescribeNode message) {
            reporter.describeNode(view, tables::get, message.id(), from, outbox);
        }

        @Override
        public void onJoinRing(int from, JoinRing message) {
            throw new ProtocolException("rank " + rank + " keeps no Chord nodes");
        }

        @Override
        public void onLeaveRing(int from, LeaveRing message) {
            throw new ProtocolException("rank " + rank + " keeps no Chord nodes");
        }

        @Override
        public void onNodeJoined(int from, NodeJoined message) {
            install(RingChange.apply(view, message));
            outbox.send(Grid.HEAD, new ViewInstalled(message.epoch()));
        }

        @Override
        public void onNodeLeft(int from, NodeLeft message) {
            tables.remove(message.id());
            install(RingChange.apply(view, message));
            outbox.send(Grid.HEAD, new ViewInstalled(message.epoch()));
        }

        @Override
        public void onShutdown(int from, Shutdown message) {
            finished = true;
        }
    }
}
