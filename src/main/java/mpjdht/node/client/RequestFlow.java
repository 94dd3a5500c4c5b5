package mpjdht.node.client;

import java.util.ArrayList;
import java.util.List;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.routing.RequestSplitter;
import mpjdht.ring.Arc;
import mpjdht.ring.RingView;

/**
 * The requests of a client on their way. Those for a key take one path as long as the ring stands, which keeps their order.
 *
 * <p>When a newer ring is in force the client goes by that at once, but for keys whose path the change has altered: requests for
 * those are held until every one that went the old path has been answered, so that none overtakes it. All others take the path
 * that they took before.
 */
final class RequestFlow {
    private final int origin;
    private final Overlay overlay;
    private final RequestSplitter splitter;
    private final BytesInFlight bytesInFlight;
    private final RequestCursor cursor = new RequestCursor();
    private final List<RequestBatch> held = new ArrayList<>();
    private RingView view;

    /** The ring before, while requests that went by it have no answer; else null. */
    private RingView previous;

    /** Keys whose path differs between the two. */
    private Arc altered;

    /** Requests before this one went by the previous ring. */
    private int firstByView;

    private int byPrevious;
    private int byPreviousInArc;

    RequestFlow(int origin, Grid grid, Overlay overlay, RingView view, FlowLimits limits) {
        this.origin = origin;
        this.overlay = overlay;
        this.splitter = new RequestSplitter(grid, overlay.routing(), 1);
        this.bytesInFlight = new BytesInFlight(overlay, limits.inFlightBytes());
        goBy(view);
    }

    /** The newest ring. */
    RingView view() {
        return view;
    }

    /** The ring by which a request went or goes. */
    RingView viewOf(int sequence) {
        return previous != null && sequence - firstByView < 0 ? previous : view;
    }

    /** Keys whose path is altered by a change that moves an arc. */
    Arc altered(Arc moved) {
        return overlay.goesStraight() ? moved : Arc.wholeCircle(moved.last());
    }

    /**
     * A ring is in force; the client is settled.
     *
     * @param arc keys whose path is altered
     * @param first number of the first request that goes by it
     * @param unanswered requests before that without an answer
     * @param inArc how many of them are for keys in the arc
     */
    void announce(RingView announced, Arc arc, int first, int unanswered, int inArc) {
        if (unanswered > 0) {
            previous = view;
            altered = arc;
            firstByView = first;
            byPrevious = unanswered;
            byPreviousInArc = inArc;
        }
        goBy(announced);
    }

    /** A ring is in force, and whatever went by another one before is sent again. */
    void restart(RingView ring) {
        goBy(ring);
    }

    /** Requests are under way from now on. */
    void count(RequestBatch batch) {
        bytesInFlight.sent(batch);
    }

    /** Whether nothing that goes by an older ring is without an answer. */
    boolean isSettled() {
        return previous == null;
    }

    /** A request has its answer, while the client is not settled. */
    void answered(int sequence, long position, Outbox outbox) {
        if (sequence - firstByView >= 0) {
            return;
        }
        byPrevious--;
        if (altered.contains(position)) {
            byPreviousInArc--;
            if (byPreviousInArc == 0) {
                held.forEach(batch -> pass(batch, outbox));
                held.clear();
            }
        }
        if (byPrevious == 0) {
            previous = null;
        }
    }

    /** Whether the batch under construction may become longer. */
    boolean hasRoomBeside(RequestBatch batch) {
        return bytesInFlight.hasRoomBeside(batch);
    }

    /** An EXPLAIN was appended to the batch under construction. */
    void pathWillGrow() {
        bytesInFlight.pathWillGrow();
    }

    /** Sends a batch on its way; what is not yet worth a message of its own waits for {@link #flush}. */
    void send(RequestBatch batch, Outbox outbox) {
        count(batch);
        if (byPreviousInArc == 0) {
            pass(batch, outbox);
        } else {
            pass(withoutHeld(batch), outbox);
        }
    }

    /** Keeps the requests of a batch that are to be held, and returns the others. */
    private RequestBatch withoutHeld(RequestBatch batch) {
        RequestBatch others = new RequestBatch();
        cursor.open(batch.bytes(), 0, batch.length());
        while (cursor.next()) {
            RequestBatch to = altered.contains(cursor.position()) ? lastHeld() : others;
            to.addCopy(cursor);
        }
        return others;
    }

    private RequestBatch lastHeld() {
        if (held.isEmpty() || held.get(held.size() - 1).full()) {
            held.add(new RequestBatch());
        }
        return held.get(held.size() - 1);
    }

    /** Sends requests that have been counted, by the newest ring. */
    void pass(RequestBatch batch, Outbox outbox) {
        if (batch.records() == 0) {
            return;
        }
        batch.address(origin, view.epoch());
        if (overlay.clientsRoute()) {
            splitter.split(view, batch.bytes(), 0, batch.length(), outbox);
        } else {
            outbox.send(Grid.HEAD, batch.bytes(), 0, batch.length());
        }
    }

    /** Sends what was held back to make messages larger; tells whether there was any. */
    boolean flush(Outbox outbox) {
        return splitter.flush(outbox);
    }

    /** A request is over. */
    void released(RequestCursor request) {
        bytesInFlight.released(request);
    }

    private void goBy(RingView ring) {
        view = ring;
        bytesInFlight.install(ring);
    }
}
