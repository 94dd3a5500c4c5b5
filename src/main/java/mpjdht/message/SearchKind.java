package mpjdht.message;

/** How a key is searched for among nodes that do not know who has it. */
public enum SearchKind {
    /** Every node asks all of its neighbours (Gnutella 0.4). */
    FLOOD,
    /** Floods that reach farther and farther, until one finds it (Lv et al., ICS 2002, section 4.1). */
    RING,
    /** Walkers go from neighbour to neighbour (Lv et al., ICS 2002, section 4.2). */
    WALK
}
