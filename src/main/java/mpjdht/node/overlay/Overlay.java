package mpjdht.node.overlay;

import mpjdht.node.Outbox;
import mpjdht.node.routing.Routing;
import mpjdht.ring.Configuration;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/**
 * How the nodes hang together: the way that requests take among them, and the way in which nodes come and go. One for a job,
 * the same on every rank.
 */
public interface Overlay {

    /** The rule by which who holds a batch of requests of a client passes them on. */
    Routing routing();

    /** Whether clients pass their requests on themselves; if not, the head does. */
    default boolean clientsRoute() {
        return false;
    }

    /**
     * Whether requests go straight to their owners, not from node to node: then a change of the ring alters the paths of requests for keys in the
     * moved arc alone.
     */
    default boolean goesStraight() {
        return false;
    }

    /** The ring by which who holds a batch passes requests on, on a grid that keeps copies: of nodes, or of the regions' first replicas. */
    default RingView way(Configuration configuration) {
        return configuration.ring();
    }

    /** Most nodes that have a request in hand on its way through this ring, the owner included. */
    int longestPath(RingView view);

    /**
     * A host without nodes for a storage rank.
     *
     * @param rank the rank
     * @param space the circle, for this rank alone
     */
    NodeHost host(int rank, KeySpace space);

    /** Whether nodes keep pointers that take part in every change, so that one change waits for the other. */
    default boolean changesOneByOne() {
        return false;
    }

    /**
     * Orders what makes the pointers of the others include a node that joins.
     *
     * @param view the ring without the node
     * @return whether {@link mpjdht.message.HeadMessage.PointersSettled} will report that it is done; if not, there is nothing
     *     to do
     */
    default boolean orderJoin(RingView view, long id, int rank, Outbox outbox) {
        return false;
    }

    /**
     * Orders what makes the pointers of the others leave a node out.
     *
     * @param view the ring with the node and at least one other
     * @return whether {@link mpjdht.message.HeadMessage.PointersSettled} will report that it is done; if not, there is nothing
     *     to do
     */
    default boolean orderLeave(RingView view, long id, Outbox outbox) {
        return false;
    }
}
