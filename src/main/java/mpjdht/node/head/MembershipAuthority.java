package mpjdht.node.head;

import java.util.function.UnaryOperator;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.NodeJoined;
import mpjdht.message.BroadcastMessage.NodeLeft;
import mpjdht.message.CommandMessage.MembershipChanged;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MembershipOutcome;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.RingChange;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.RingView;

/**
 * Who is on the circle, and how that changes, one change at a time:
 *
 * <pre>
 *   none --AddNode, RemoveNode--> handing over --HandedOver--> installing --ViewInstalled from every rank--> none
 * </pre>
 *
 * <p>A change that cannot be is answered at once. While an arc is handed over, the old view stays in force; the command
 * rank sends nothing meanwhile, so no request meets a half-moved arc.
 */
final class MembershipAuthority {
    private final Grid grid;
    private final MembershipRules rules;
    private final Overlay overlay;
    private RingView view;
    private Change change;
    private long keysMoved;
    private long bytesMoved;
    private int viewsMissing;

    /** A change under way: its announcement, what it makes of the view, and the nodes between which keys move. */
    private record Change(BroadcastMessage announcement, UnaryOperator<RingView> effect, long id, long successor) {}

    MembershipAuthority(Grid grid, MembershipRules rules, RingView view, Overlay overlay) {
        this.grid = grid;
        this.rules = rules;
        this.overlay = overlay;
        this.view = view;
    }

    RingView view() {
        return view;
    }

    void add(AddNode request, Outbox outbox) {
        if (request.rank() < 1 || request.rank() > grid.lastStorage()) {
            throw new ProtocolException("a node was to join on rank " + request.rank());
        }
        MembershipRules.Joining joining = rules.joining(view, request);
        long id = joining.id();
        if (joining.outcome() != MembershipOutcome.DONE) {
            refuse(joining.outcome(), id, outbox);
        } else {
            long successor = view.id(view.ownerIndex(id));
            NodeJoined joined = new NodeJoined(view.epoch() + 1, id, request.rank());
            begin(new Change(joined, before -> RingChange.apply(before, joined), id, successor));
            overlay.orderJoin(view, id, request.rank(), outbox);
        }
    }

    void remove(RemoveNode request, Outbox outbox) {
        MembershipOutcome outcome = rules.leaving(view, request);
        if (outcome != MembershipOutcome.DONE) {
            refuse(outcome, request.id(), outbox);
        } else {
            long heir = view.id(view.successorIndex(view.indexOf(request.id())));
            NodeLeft left = new NodeLeft(view.epoch() + 1, request.id());
            begin(new Change(left, before -> RingChange.apply(before, left), request.id(), heir));
            overlay.orderLeave(view, request.id(), outbox);
        }
    }

    void handedOver(HandedOver report, Outbox outbox) {
        if (change == null || viewsMissing > 0) {
            throw new ProtocolException("an arc was handed over that no change of the ring asked for");
        }
        keysMoved = report.keys();
        bytesMoved = report.bytes();
        view = change.effect().apply(view);
        viewsMissing = grid.size() - 1;
        for (int rank = 1; rank < grid.size(); rank++) {
            outbox.send(rank, change.announcement());
        }
    }

    void viewInstalled(ViewInstalled report, Outbox outbox) {
        if (change == null || report.epoch() != view.epoch()) {
            throw new ProtocolException(
                    "a rank is at epoch " + report.epoch() + " when the ring is at " + view.epoch());
        }
        viewsMissing--;
        if (viewsMissing == 0) {
            Change done = change;
            change = null;
            outbox.send(
                    grid.command(),
                    new MembershipChanged(MembershipOutcome.DONE, done.id(), done.successor(), keysMoved, bytesMoved));
        }
    }

    private void begin(Change next) {
        if (change != null) {
            throw new ProtocolException("a change of the ring was asked for while another was under way");
        }
        change = next;
    }

    private void refuse(MembershipOutcome outcome, long id, Outbox outbox) {
        outbox.send(grid.command(), new MembershipChanged(outcome, id, id, 0, 0));
    }
}
