package mpjdht.node.chord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mpjdht.message.Finger;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.StorageMessage.JoinRing;
import mpjdht.message.StorageMessage.LeaveRing;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.routing.ChordRouter;
import mpjdht.node.routing.NodeRouter;
import mpjdht.ring.FingerTable;
import mpjdht.ring.NodeRef;
import mpjdht.ring.RingView;
import mpjdht.store.NodeTable;

/**
 * The Chord nodes of a storage rank of the grid. They join and leave by the Chord protocol when the head says so, one at a
 * time, and it hears when that has come to rest. Its announcement then brings at once what stabilisation and
 * {@code fix_fingers} would bring in time, and ends whatever the nodes had begun before it. Requests go by pointers that are
 * fixed with the announcement, whatever the nodes do meanwhile: so those for a key keep to one path.
 */
final class ChordHost implements NodeHost, NodeRouter.Factory {
    private final ChordMachine machine;
    private final ChordRules rules;
    private ChordNode joining;
    private ChordNode leaving;
    private long keysGivenBefore;
    private long bytesGivenBefore;

    ChordHost(ChordMachine machine, ChordRules rules) {
        this.machine = machine;
        this.rules = rules;
    }

    @Override
    public void install(RingView view) {
        machine.install(view);
    }

    @Override
    public NodeTable table(long id) {
        ChordNode node = machine.node(id);
        return node == null ? null : node.table();
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
        return machine.node(id).successors();
    }

    @Override
    public List<Finger> fingers(long id) {
        FingerTable table = machine.node(id).fingers();
        List<Finger> fingers = new ArrayList<>(table.size());
        for (int i = 0; i < table.size(); i++) {
            NodeRef node = table.get(i);
            if (node != null) {
                fingers.add(new Finger(i, table.start(i), node));
            }
        }
        return fingers;
    }

    @Override
    public void onMessage(long nowMicros, int from, byte kind, byte[] bytes, int offset, int length, Outbox outbox) {
        machine.onMessage(nowMicros, from, bytes, offset, length, outbox);
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
    public void joinRing(JoinRing order, Outbox outbox) {
        machine.join(order.id(), new NodeRef(order.memberId(), order.memberRank()), outbox);
        joining = machine.node(order.id());
    }

    @Override
    public void leaveRing(LeaveRing order, Outbox outbox) {
        leaving = machine.node(order.id());
        keysGivenBefore = leaving == null ? 0 : leaving.keysGiven();
        bytesGivenBefore = leaving == null ? 0 : leaving.bytesGiven();
        machine.leave(order.id(), outbox);
    }

    private void reportToHead(Outbox outbox) {
        if (joining != null && joining.left()) {
            throw new ProtocolException("node " + joining.self() + " could not join the ring");
        }
        if (joining != null && joining.settled()) {
            outbox.send(Grid.HEAD, new HandedOver(joining.keysTaken(), joining.bytesTaken()));
            joining = null;
        }
        if (leaving != null && leaving.left()) {
            outbox.send(
                    Grid.HEAD,
                    new HandedOver(leaving.keysGiven() - keysGivenBefore, leaving.bytesGiven() - bytesGivenBefore));
            leaving = null;
        }
    }
}
