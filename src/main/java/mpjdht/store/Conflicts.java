package mpjdht.store;

/** What becomes of values of a key that were written without knowledge of each other. */
public enum Conflicts {
    /** The last writer wins: the one with the larger {@link Version} stays, the others are lost. */
    LWW,

    /** All of them stay, side by side, until somebody who has seen them writes: {@link Siblings}. */
    SIBLINGS
}
