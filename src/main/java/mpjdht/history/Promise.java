package mpjdht.history;

/** What an order of the calls of a key has to keep, besides explaining the answers. */
public enum Promise {
    /** A call that had returned before another was invoked comes before it (Herlihy and Wing, TOPLAS 1990). */
    LINEARIZABILITY,
    /** As well, those of one client come in the order of their numbers, although they overlap. */
    CLIENT_ORDER
}
