package mpjdht.history;

/** What a client heard of its call. */
public enum Outcome {
    /** PUT, INCR, APPEND: the value is there. */
    STORED,
    /** GET: this value was there. */
    FOUND,
    /** GET, DELETE, CAS: the key was not there. */
    MISSING,
    /** DELETE: the key was there, and is gone. */
    DELETED,
    /** CAS: the old value was there, and the new one is. */
    SWAPPED,
    /** CAS: the old value was not there. */
    DIFFERS,
    /** Any: nothing, so it may take effect at any time after its invocation, or never. */
    PENDING
}
