package mpjdht.node.client;

import java.util.Optional;
import mpjdht.message.Answer;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.overlay.AssignedOverlay;
import mpjdht.node.overlay.Overlay;
import mpjdht.ring.RingView;
import mpjdht.store.Conflicts;

/** Whom a client asks on a grid where any rank takes requests, and what it learns from the answers. */
final class AnyRank {
    private static final int ONE_HOP = 1;

    private final Home home;

    /** Who does them, where requests may go there at once. */
    private final Optional<RouteCache> routes;

    /** What the client has seen of keys, where siblings are kept. */
    private final Optional<SeenContexts> seen;

    private boolean hasMoved;

    /** Requests before this one may have been sent more than once. */
    private int sentAgainEnd;

    /**
     * Nothing is learned.
     *
     * @param home who takes requests
     * @param routes who is asked past the home, where the client learns that
     * @param conflicts what becomes of values that were written without knowledge of each other
     */
    AnyRank(Home home, Optional<RouteCache> routes, Conflicts conflicts) {
        this.home = home;
        this.routes = routes;
        this.seen = conflicts == Conflicts.SIBLINGS ? Optional.of(new SeenContexts()) : Optional.empty();
    }

    /** How requests find their owners. */
    Overlay overlay() {
        return routes.map(AssignedOverlay::direct).orElseGet(AssignedOverlay::direct);
    }

    /** The ring by which requests go. */
    RingView way() {
        return home.way();
    }

    /**
     * The home does not answer: another rank is.
     *
     * @param next number of the next request; those before it are sent again
     */
    void move(int next) {
        home.move();
        routes.ifPresent(RouteCache::forget);
        hasMoved = true;
        sentAgainEnd = next;
    }

    /** Whether it does no harm when two ranks get a request. */
    static boolean mayBeSentAgain(int operation) {
        return operation != Operation.CAS && operation != Operation.INCR && operation != Operation.APPEND;
    }

    /** Whether whoever answers does not do a write that somebody else may have done, to whom it was sent before. */
    boolean leavesOpen(int sequence, ReplyCursor answer) {
        return answer.outcome() == Answer.REFUSED && hasMoved && sequence - sentAgainEnd < 0;
    }

    /** Requests with what the client has seen of their keys. */
    RequestBatch dressed(RequestBatch batch) {
        return seen.isPresent() ? seen.get().dressed(batch) : batch;
    }

    /** Answers have come that were sent by the ring of an epoch. */
    void heard(long epoch) {
        home.heard(epoch);
    }

    /** An answer has come: whoever answers a request that was passed on is asked at once in future. */
    void learn(int from, RequestCursor answered, ReplyCursor answer) {
        if (routes.isPresent() && answer.hops() > ONE_HOP) {
            routes.get().learn(answered, answer.node(), from);
        }
        if (seen.isPresent()) {
            seen.get().heard(answered, answer);
        }
    }
}
