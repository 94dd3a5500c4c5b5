package mpjdht.node.head;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import mpjdht.message.BroadcastMessage;
import mpjdht.message.BroadcastMessage.ViewRetired;
import mpjdht.message.ClientMessage.MembershipChanged;
import mpjdht.message.HeadMessage.AddNode;
import mpjdht.message.HeadMessage.HandedOver;
import mpjdht.message.HeadMessage.PointersSettled;
import mpjdht.message.HeadMessage.RemoveNode;
import mpjdht.message.HeadMessage.ViewInstalled;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.Origin;
import mpjdht.metric.Figure;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.ProtocolException;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.RingView;

/**
 * Who is on the circle, and how that changes, while requests are under way.
 *
 * <p>Changes begin in the order in which they were asked for; one whose nodes take part in another that is not over waits, and
 * all behind it. So the arcs of those that are under way do not touch, and each can be worked out by the ring as it will be
 * when all before it are over. Keys move side by side; the rings that come of it are announced one after the other, the next
 * only when every rank and client has left the one before the last. A change that cannot be is answered at once.
 */
final class MembershipAuthority implements Authority {
    private final Grid grid;
    private final MembershipRules rules;
    private final Overlay overlay;
    private final ArrayDeque<Asked> queue = new ArrayDeque<>();
    private final List<Change> underWay = new ArrayList<>();
    private RingView view;
    /** The ring before, while something may go by it; else null. */
    private RingView previous;
    /** The ring when all that is under way is over. */
    private RingView planned;

    private Change announced;
    private int viewsMissing;
    private long lastChange;

    /** A change that was asked for. */
    private interface Asked {
        /** Whether it can be, by the ring as it will be, or why not. */
        MembershipRules.Decision decide(RingView planned);

        /** The change. */
        Change change(long number, RingView planned, long id);

        /** The client that asked. */
        int asker();
    }

    MembershipAuthority(Grid grid, MembershipRules rules, RingView view, Overlay overlay) {
        this.grid = grid;
        this.rules = rules;
        this.overlay = overlay;
        this.view = view;
        this.planned = view;
    }

    /**
     * The ring of an epoch.
     *
     * @throws ProtocolException if nothing can go by it
     */
    @Override
    public RingView view(long epoch) {
        if (epoch == view.epoch()) {
            return view;
        }
        if (previous == null || epoch != previous.epoch()) {
            throw new ProtocolException(
                    "requests went by the ring of epoch " + epoch + " when that of " + view.epoch() + " was in force");
        }
        return previous;
    }

    @Override
    public void add(int from, AddNode request, Outbox outbox) {
        if (request.rank() < 1 || request.rank() > grid.lastStorage()) {
            throw new ProtocolException("a node was to join on rank " + request.rank());
        }
        ask(
                new Asked() {
                    @Override
                    public MembershipRules.Decision decide(RingView ring) {
                        return request.hasId()
                                ? rules.joining(ring, request.id())
                                : rules.joiningOnRank(ring, request.rank());
                    }

                    @Override
                    public Change change(long number, RingView ring, long id) {
                        return Change.joining(number, asker(), ring, id, request.rank());
                    }

                    @Override
                    public int asker() {
                        return Origin.of(from, request.client());
                    }
                },
                outbox);
    }

    @Override
    public void remove(int from, RemoveNode request, Outbox outbox) {
        ask(
                new Asked() {
                    @Override
                    public MembershipRules.Decision decide(RingView ring) {
                        return rules.leaving(ring, request.id());
                    }

                    @Override
                    public Change change(long number, RingView ring, long id) {
                        return Change.leaving(number, asker(), ring, id);
                    }

                    @Override
                    public int asker() {
                        return Origin.of(from, request.client());
                    }
                },
                outbox);
    }

    @Override
    public void pointersSettled(PointersSettled report, Outbox outbox) {
        for (Change change : underWay) {
            if (change.id() == report.id()) {
                change.orderMove(view, outbox);
            }
        }
    }

    @Override
    public void handedOver(HandedOver report, Outbox outbox) {
        Change done = underWay.stream()
                .filter(change -> change.number() == report.change() && !change.isMoved())
                .findFirst()
                .orElseThrow(() -> new ProtocolException("an arc was handed over for change " + report.change()
                        + " of the ring, which is not under way"));
        done.moved(report.keys(), report.bytes());
        announceNext(outbox);
    }

    @Override
    public void viewInstalled(ViewInstalled report, Outbox outbox) {
        if (announced == null || report.epoch() != view.epoch()) {
            throw new ProtocolException(
                    "a rank is at epoch " + report.epoch() + " when the ring is at " + view.epoch());
        }
        viewsMissing--;
        if (viewsMissing == 0) {
            Change over = announced;
            announced = null;
            underWay.remove(over);
            long settled = underWay.stream().mapToLong(Change::number).min().orElse(lastChange + 1) - 1;
            tellAll(new ViewRetired(previous.epoch(), over.number(), settled), outbox);
            previous = null;
            over.reportDone(outbox);
            announceNext(outbox);
            beginWhatCanBegin(outbox);
        }
    }

    private void ask(Asked asked, Outbox outbox) {
        queue.add(asked);
        beginWhatCanBegin(outbox);
    }

    private void beginWhatCanBegin(Outbox outbox) {
        while (!queue.isEmpty()) {
            Asked next = queue.element();
            MembershipRules.Decision decision = next.decide(planned);
            if (decision.outcome() != MembershipOutcome.DONE) {
                refuse(next.asker(), decision, outbox);
            } else {
                Change change = next.change(lastChange + 1, planned, decision.id());
                if (underWay.stream().anyMatch(other -> overlay.changesOneByOne() || other.touches(change))) {
                    return;
                }
                begin(change, outbox);
            }
            queue.remove();
        }
    }

    private void begin(Change change, Outbox outbox) {
        lastChange = change.number();
        underWay.add(change);
        boolean waits = change.orderPointers(planned, overlay, outbox);
        if (!waits) {
            change.orderMove(planned, outbox);
        }
        planned = change.apply(planned);
    }

    private void announceNext(Outbox outbox) {
        if (announced == null) {
            underWay.stream().filter(Change::isMoved).findFirst().ifPresent(change -> announce(change, outbox));
        }
    }

    private void announce(Change change, Outbox outbox) {
        announced = change;
        previous = view;
        view = change.apply(view);
        viewsMissing = grid.size();
        outbox.count(Figure.VIEW_CHANGES, 1);
        tellAll(change.announcement(view.epoch()), outbox);
    }

    /** Every rank hears it, this one too: clients may live on any. */
    private void tellAll(BroadcastMessage message, Outbox outbox) {
        for (int rank = 0; rank < grid.size(); rank++) {
            outbox.send(rank, message);
        }
    }

    private static void refuse(int asker, MembershipRules.Decision decision, Outbox outbox) {
        outbox.send(
                Origin.rank(asker),
                new MembershipChanged(Origin.client(asker), decision.outcome(), decision.id(), decision.id(), 0, 0));
    }
}
