package mpjdht.node.chord;

import java.util.List;
import java.util.Optional;
import mpjdht.message.ControlCodec;
import mpjdht.message.Finger;
import mpjdht.message.HeadMessage.PointersSettled;
import mpjdht.message.MessageKind;
import mpjdht.message.PointerHandler;
import mpjdht.message.PointerMessage;
import mpjdht.message.PointerMessage.JoinRing;
import mpjdht.message.PointerMessage.LeaveRing;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.routing.ChordRouter;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;

/**
 * The Chord nodes of a storage rank of the grid. They join and leave by the Chord protocol when the head says so, one at a
 * time, and it hears when their pointers have settled; the keys, which are in tables of the rank and not of these nodes, move
 * afterwards, as under every other routing. The head's announcement then brings at once what stabilisation and
 * {@code fix_fingers} would bring in time, and ends whatever the nodes had begun before it. Requests go by pointers that are
 * fixed with the announcement, whatever the nodes do meanwhile: so those for a key keep to one path.
 */
final class ChordHost implements NodeHost, NodeRouter.Factory, PointerHandler {
    private final ChordMachine machine;
    private final ChordRules rules;
    private ChordNode joining;
    private ChordNode leaving;

    ChordHost(ChordMachine machine, ChordRules rules) {
        this.machine = machine;
        this.rules = rules;
    }

    @Override
    public void install(RingView view) {
        machine.install(view);
    }

    @Override
    public Optional<NodeRouter.Factory> routers() {
        return Optional.of(this);
    }

    @Override
    public NodeRouter router(RingView view, int index) {
        ChordNode node = machine.node(view.id(index));
        long before = node.predecessor() == null
                ? node.self().id()
                : node.predecessor().id();
        return new ChordRouter(
                before, node.self().id(), node.successors(), node.fingers().copy(), rules);
    }

    @Override
    public int mostHops(RingView view) {
        return ChordRouter.MOST_HOPS;
    }

    @Override
    public List<NodeRef> successors(long id) {
        ChordNode node = machine.node(id);
        return node == null ? List.of() : node.successors();
    }

    @Override
    public List<Finger> fingers(long id) {
        ChordNode node = machine.node(id);
        return node == null ? List.of() : node.knownFingers();
    }

    @Override
    public void onMessage(long nowMicros, int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        machine.onMessage(nowMicros, from, bytes, offset, length, outbox);
        if (kind == MessageKind.TO_NODE_HOST) {
            ControlCodec.decode(PointerMessage.class, bytes, offset, length).handle(from, this);
        }
        reportToHead(outbox);
    }

    @Override
    public void onTimer(long nowMicros, long timer, Outbox outbox) {
        machine.onTimer(nowMicros, timer, outbox);
        reportToHead(outbox);
    }

    @Override
    public boolean onIdle(long nowMicros, Outbox outbox) {
        return machine.onIdle(nowMicros, outbox);
    }

    @Override
    public void onJoinRing(int from, JoinRing message) {
        joining = machine.node(message.id());
    }

    @Override
    public void onLeaveRing(int from, LeaveRing message) {
        leaving = machine.node(message.id());
    }

    private void reportToHead(Outbox outbox) {
        if (joining != null && joining.left()) {
            throw new ProtocolException("node " + joining.self() + " could not join the ring");
        }
        if (joining != null && joining.settled()) {
            outbox.send(Grid.HEAD, new PointersSettled(joining.self().id()));
            joining = null;
        }
        if (leaving != null && leaving.left()) {
            outbox.send(Grid.HEAD, new PointersSettled(leaving.self().id()));
            leaving = null;
        }
    }
}
