package mpjdht.node.storage;

import mpjdht.message.BroadcastHandler;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MessageKind;
import mpjdht.message.StorageHandler;
import mpjdht.message.StorageMessage.ChunkTaken;
import mpjdht.message.StorageMessage.Credit;
import mpjdht.message.StorageMessage.DescribeNode;
import mpjdht.message.StorageMessage.DescribeRing;
import mpjdht.message.StorageMessage.Due;
import mpjdht.message.StorageMessage.HandOver;
import mpjdht.message.StorageMessage.JoinRing;
import mpjdht.message.StorageMessage.LeaveRing;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.RingChange;
import mpjdht.node.StateMachine;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * A storage rank: hosts nodes, answers the requests for what they own, and moves arcs from node to node.
 *
 * <p>Invariant: outside a change of the ring every key here is in the table of the node that owns its position.
 */
public final class StorageMachine implements StateMachine {
    private final NodeHost host;
    private final RequestPath path;
    private final NodeReporter reporter;
    private RingView view;
    private boolean finished;

    /**
     * A storage rank of a grid.
     *
     * @param grid the ranks
     * @param rank this rank
     * @param space the circle, for this rank alone
     * @param view the ring at start
     * @param limits how much may be under way
     * @param overlay how nodes come and go, and requests find them
     */
    public StorageMachine(Grid grid, int rank, KeySpace space, RingView view, FlowLimits limits, Overlay overlay) {
        this.host = overlay.host(rank, space);
        this.reporter = new NodeReporter(rank);
        this.path = host.routers()
                .<RequestPath>map(routers -> new NodeToNodePath(grid, rank, limits, routers))
                .orElseGet(() -> new OneHopPath(grid, rank, limits));
        install(view);
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REQUESTS, MessageKind.ROUTED -> path.take(from, kind, bytes, offset, length, outbox);
            case MessageKind.TO_STORAGE ->
                ControlCodec.decodeStorageMessage(bytes, offset, length).handle(from, new Control(outbox));
            case MessageKind.TO_EVERY_RANK ->
                ControlCodec.decodeBroadcastMessage(bytes, offset, length).handle(from, new Control(outbox));
            default -> host.onMessage(nowMicros, from, kind, bytes, offset, length, outbox);
        }
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        host.onTimer(nowMicros, timer, outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        boolean sent = path.flush(outbox);
        return host.onIdle(nowMicros, outbox) || sent;
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** The table of a node that is hosted here, for those who look from outside; null when there is none. */
    public NodeTable table(long id) {
        return host.table(id);
    }

    private void install(RingView next) {
        view = next;
        host.install(view);
        path.install(view, host);
    }

    /** The control plane of a storage rank. */
    private final class Control implements StorageHandler, BroadcastHandler {
        private final Outbox outbox;

        Control(Outbox outbox) {
            this.outbox = outbox;
        }

        @Override
        public void onHandOver(int from, HandOver message) {
            host.handOver(message, outbox);
        }

        @Override
        public void onChunkTaken(int from, ChunkTaken message) {
            host.chunkTaken(from, message, outbox);
        }

        @Override
        public void onJoinRing(int from, JoinRing message) {
            host.joinRing(message, outbox);
        }

        @Override
        public void onLeaveRing(int from, LeaveRing message) {
            host.leaveRing(message, outbox);
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
            reporter.describeRing(view, host, from, outbox);
        }

        @Override
        public void onDescribeNode(int from, DescribeNode message) {
            reporter.describeNode(view, host, message.id(), from, outbox);
        }

        @Override
        public void onNodeJoined(int from, NodeJoined message) {
            install(RingChange.apply(view, message));
            outbox.send(Grid.HEAD, new ViewInstalled(message.epoch()));
        }

        @Override
        public void onNodeLeft(int from, NodeLeft message) {
            install(RingChange.apply(view, message));
            outbox.send(Grid.HEAD, new ViewInstalled(message.epoch()));
        }

        @Override
        public void onShutdown(int from, Shutdown message) {
            finished = true;
        }
    }
}
