package mpjdht.node.client;

import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.FlowLimits;
import mpjdht.node.Grid;
import mpjdht.node.Outbox;
import mpjdht.node.overlay.Overlay;
import mpjdht.node.routing.RequestSplitter;
import mpjdht.ring.RingView;

/**
 * The requests of a client on their way. All that are under way at any time go by one ring: so those for a key take one path,
 * which keeps their order. When a newer ring is in force the client sends nothing more by the old one, and goes by the new one
 * when all that it sent has been answered.
 */
final class RequestFlow {
    private final int origin;
    private final Overlay overlay;
    private final RequestSplitter splitter;
    private final BytesInFlight bytesInFlight;
    private RingView view;
    /** A ring that is in force, and by which nothing has been sent; else null. */
    private RingView next;

    RequestFlow(int origin, Grid grid, Overlay overlay, RingView view, FlowLimits limits) {
        this.origin = origin;
        this.overlay = overlay;
        this.splitter = new RequestSplitter(grid, overlay.routing());
        this.bytesInFlight = new BytesInFlight(overlay, limits.inFlightBytes());
        goBy(view);
    }

    /** The ring by which requests go. */
    RingView view() {
        return view;
    }

    /** A ring is in force; {@link #arrive} tells when nothing is under way. */
    void announce(RingView announced) {
        next = announced;
    }

    /** Nothing is under way: goes by the newest ring. */
    void arrive() {
        if (next != null) {
            goBy(next);
            next = null;
        }
    }

    /** Whether a request may be added to the batch under construction; one of any size may when nothing is under way. */
    boolean mayAdd(RequestBatch batch, int inFlight) {
        return next == null && (inFlight == 0 || bytesInFlight.hasRoomBeside(batch));
    }

    /** An EXPLAIN was appended to the batch under construction. */
    void pathWillGrow() {
        bytesInFlight.pathWillGrow();
    }

    /** Sends a batch on its way; what is not yet worth a message of its own waits for {@link #flush}. */
    void send(RequestBatch batch, Outbox outbox) {
        bytesInFlight.sent(batch);
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

    /** A request has been answered. */
    void answered(RequestCursor request) {
        bytesInFlight.answered(request);
    }

    private void goBy(RingView ring) {
        view = ring;
        bytesInFlight.install(ring);
    }
}
