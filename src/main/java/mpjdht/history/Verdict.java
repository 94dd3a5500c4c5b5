package mpjdht.history;

/** What a check found. */
public enum Verdict {
    /** There is an order of the calls, one at a time, that explains every answer. */
    LINEARIZABLE,
    /** There is none. */
    VIOLATED,
    /** The limits of the search were reached first. */
    UNKNOWN
}
