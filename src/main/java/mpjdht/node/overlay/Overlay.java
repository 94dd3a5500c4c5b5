package mpjdht.node.overlay;

import mpjdht.node.Outbox;
import mpjdht.node.routing.Routing;
import mpjdht.ring.KeySpace;
import mpjdht.ring.RingView;

/**
 * How the nodes hang together: the way that requests take among them, and the way in which nodes come and go. One for a job,
 * the same on every rank.
 */
public interface Overlay {

    /** The rule by which the head passes requests on. */
    Routing routing();

    /** Most nodes that have a request in hand on its way through this ring, the owner included. */
    int longestPath(RingView view);

    /**
     * A host without nodes for a storage rank.
     *
     * @param rank the rank
     * @param space the circle, for this rank alone
     */
    NodeHost host(int rank, KeySpace space);

    /**
     * Orders what makes a node join; {@link mpjdht.message.HeadMessage.HandedOver} reports that it is done.
     *
     * @param view the ring without the node
     */
    void orderJoin(RingView view, long id, int rank, Outbox outbox);

    /**
     * Orders what makes a node leave; {@link mpjdht.message.HeadMessage.HandedOver} reports that it is done.
     *
     * @param view the ring with the node and at least one other
     */
    void orderLeave(RingView view, long id, Outbox outbox);
}
