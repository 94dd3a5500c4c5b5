package mpjdht.history;

/** What a call asks for. */
public enum Verb {
    /** Stores a value. */
    PUT,
    /** Reads the value. */
    GET,
    /** Takes the key out. */
    DELETE,
    /** Stores a value if another one is there. */
    CAS,
    /** Adds to a decimal integer; an absent key counts as 0. */
    INCR,
    /** Stores a value behind the one that is there; an absent key counts as empty. */
    APPEND
}
