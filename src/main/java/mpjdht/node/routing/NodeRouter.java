package mpjdht.node.routing;

import mpjdht.ring.RingView;

/**
 * What one node knows of the ring, and how it decides with that alone. Asking makes no object: a decision is the number of a
 * contact, and the contact's id and rank are asked for by it.
 */
public interface NodeRouter {
    /** What {@link #next} returns when the node itself owns the position. */
    int HERE = -1;

    /** Id of the node. */
    long id();

    /**
     * Decides about a position.
     *
     * @return {@link #HERE} when this node owns it, else the number of the contact that is next on the way to the owner;
     *     it stands for that contact until this node learns something new
     */
    int next(long position);

    /** Id of a contact that {@link #next} returned. */
    long contactId(int contact);

    /** Rank that hosts this contact. */
    int contactRank(int contact);

    /** Makes what nodes know of a ring that does not change. */
    interface Factory {

        /** What the node at {@code index} knows when it knows what it should. */
        NodeRouter router(RingView view, int index);

        /** Most hops that a request of this ring can need, and some more; who has made more goes in circles. */
        int mostHops(RingView view);
    }
}
