package mpjdht.node.chord;

import mpjdht.message.PointerMessage.JoinRing;
import mpjdht.message.PointerMessage.LeaveRing;
import mpjdht.node.Outbox;
import mpjdht.node.overlay.NodeHost;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.routing.ChordRouter;
import mpjdht.node.routing.EntryNodeRouting;
import mpjdht.node.routing.Routing;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/** Nodes that come and go by the Chord protocol, and know predecessor, successors and fingers. */
public final class ChordOverlay implements Overlay {
    private final ChordSettings settings;
    private final ChordRules rules = new ChordRules();

    /** An overlay with these lengths and times. */
    public ChordOverlay(ChordSettings settings) {
        this.settings = settings;
    }

    @Override
    public Routing routing() {
        return new EntryNodeRouting();
    }

    @Override
    public int longestPath(RingView view) {
        return Math.min(view.size(), ChordRouter.MOST_HOPS);
    }

    @Override
    public NodeHost host(int rank, KeySpace space) {
        return new ChordHost(new ChordMachine(rank, space, settings, rules), rules);
    }

    @Override
    public boolean changesOneByOne() {
        return true;
    }

    @Override
    public boolean orderJoin(RingView view, long id, int rank, Outbox outbox) {
        outbox.send(rank, new JoinRing(id, view.id(0), view.rank(0)));
        return true;
    }

    @Override
    public boolean orderLeave(RingView view, long id, Outbox outbox) {
        outbox.send(view.rank(view.indexOf(id)), new LeaveRing(id));
        return true;
    }
}
