package mpjdht.node.head;

import mpjdht.message.BroadcastMessage.Shutdown;
import mpjdht.message.ControlCodec;
import mpjdht.message.HeadHandler;
import mpjdht.message.HeadMessage;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.AwaitReturn;
import mpjdht.message.HeadMessage.Drained;
import mpjdht.message.HeadMessage.Filled;
import mpjdht.message.HeadMessage.Finish;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.Heartbeat;
import mpjdht.message.HeadMessage.PointersSettled;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.Unreachable;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestBatch;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.StateMachine;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.routing.OneHopRouting;
import mpjdht.node.routing.RequestSplitter;
import mpjdht.node.routing.Routing;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/**
 * The head: the authority on who is on the circle, and, where clients do not route themselves, entry of every request.
 *
 * <p>A batch of requests is split by the rank that is next on the way to each owner, by the ring by which its client goes; parts
 * are held back until they make a full batch or nothing more is waiting. Changes of the ring are the business of
 * an {@link Authority}.
 */
public final class HeadMachine implements StateMachine {
    private final Grid grid;
    private final RequestSplitter splitter;
    private final Authority authority;
    private int clientsLeft;
    private boolean finished;

    /**
     * The head of a grid.
     *
     * @param grid the ranks
     * @param space the circle
     * @param view the ring at start
     * @param overlay how nodes come and go, and requests find them
     * @param maxNodes most nodes that the circle may hold
     * @param clients clients of the grid, at least 1; when each has said that it is done, the job is over
     */
    public HeadMachine(Grid grid, KeySpace space, RingView view, Overlay overlay, int maxNodes, int clients) {
        this(
                grid,
                new MembershipAuthority(grid, new MembershipRules(space, maxNodes), view, overlay),
                overlay.routing(),
                clients);
    }

    /**
     * The head of a grid.
     *
     * @param grid the ranks
     * @param authority on who is on the circle
     * @param routing the rule by which requests are passed on
     * @param clients clients of the grid, at least 1; when each has said that it is done, the job is over
     */
    public HeadMachine(Grid grid, Authority authority, Routing routing, int clients) {
        this.grid = grid;
        this.splitter = new RequestSplitter(grid, routing, clients);
        this.authority = authority;
        this.clientsLeft = clients;
    }

    /** The head of a grid on which the storage ranks decide about the circle: it ends the job when all clients are done, and no more. */
    public static HeadMachine ofLifeAlone(Grid grid, int clients) {
        return new HeadMachine(grid, new NoAuthority(), new OneHopRouting(), clients);
    }

    @Override
    public void onMessage(long nowMicros, int from, byte[] bytes, int offset, int length, Outbox outbox) {
        byte kind = MessageKind.of(bytes, offset, length);
        switch (kind) {
            case MessageKind.REQUESTS -> {
                RingView view = authority.view(RequestBatch.epoch(bytes, offset, length));
                if (view != null) {
                    splitter.split(view, bytes, offset, length, outbox);
                }
            }
            case MessageKind.TO_HEAD ->
                ControlCodec.decode(HeadMessage.class, bytes, offset, length)
                        .handle(from, new Control(nowMicros, outbox));
            case MessageKind.TO_EVERY_RANK, MessageKind.CONFIGURATION -> {
                // It comes from here.
            }
            default -> throw ProtocolException.unexpectedKind("head", from, kind);
        }
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        authority.onIdle(nowMicros, outbox);
        return splitter.flush(outbox);
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        authority.onTimer(nowMicros, timer, outbox);
    }

    @Override
    public boolean finished() {
        return finished;
    }

    /** Who decides about the circle. */
    public Authority authority() {
        return authority;
    }

    /** The control plane of the head. */
    private final class Control implements HeadHandler {
        private final long nowMicros;
        private final Outbox outbox;

        Control(long nowMicros, Outbox outbox) {
            this.nowMicros = nowMicros;
            this.outbox = outbox;
        }

        @Override
        public void onAddNode(int from, AddNode message) {
            authority.add(from, message, outbox);
        }

        @Override
        public void onRemoveNode(int from, RemoveNode message) {
            authority.remove(from, message, outbox);
        }

        @Override
        public void onPointersSettled(int from, PointersSettled message) {
            authority.pointersSettled(message, outbox);
        }

        @Override
        public void onHandedOver(int from, HandedOver message) {
            authority.handedOver(message, outbox);
        }

        @Override
        public void onViewInstalled(int from, ViewInstalled message) {
            authority.viewInstalled(message, outbox);
        }

        @Override
        public void onFilled(int from, Filled message) {
            authority.filled(from, message, outbox);
        }

        @Override
        public void onDrained(int from, Drained message) {
            authority.drained(from, message, outbox);
        }

        @Override
        public void onHeartbeat(int from, Heartbeat message) {
            authority.heartbeat(nowMicros, from, message, outbox);
        }

        @Override
        public void onUnreachable(int from, Unreachable message) {
            authority.unreachable(nowMicros, from, message, outbox);
        }

        @Override
        public void onAwaitReturn(int from, AwaitReturn message) {
            authority.awaitReturn(from, message, outbox);
        }

        @Override
        public void onFinish(int from, Finish message) {
            clientsLeft--;
            if (clientsLeft == 0) {
                for (int rank = 0; rank < grid.size(); rank++) {
                    outbox.send(rank, new Shutdown());
                }
                finished = true;
            }
        }
    }
}
