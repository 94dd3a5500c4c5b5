package mpjdht.history.eventual;

/** What an eventually consistent job promises. */
public enum Promise {
    /** An answer tells no value before a call was invoked that writes it. */
    WRITTEN("what nobody had written was told"),
    /** A version stands for one value, whoever tells it. */
    ONE_VALUE("one version stands for two values"),
    /** After a SYNC no read tells an older version than was acknowledged before it. */
    KEPT("a read after a SYNC tells what is older than a write acknowledged before it"),
    /** The same of a DELETE: what it deleted is not found again. */
    DELETED("a read after a SYNC finds what a DELETE acknowledged before it had deleted"),
    /** After a SYNC no read tells a newer version than any write can have. */
    OWNED("a read after a SYNC tells a version that no write can have"),
    /** After a SYNC reads tell the same for as long as nobody writes. */
    AGREED("reads after a SYNC tell different things, and nobody wrote between them");

    private final String violation;

    Promise(String violation) {
        this.violation = violation;
    }

    /** What happened where it was broken. */
    String violation() {
        return violation;
    }
}
