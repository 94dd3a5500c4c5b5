package mpjdht.message;

/** What became of a request to change the ring. */
public enum MembershipOutcome {
    /** The ring has changed and the keys have moved. */
    DONE(0),
    /** ADD: a node with that id is on the circle. */
    ID_TAKEN(1),
    /** ADD: the circle holds as many nodes as it may. */
    CIRCLE_FULL(2),
    /** REMOVE: no node has that id. */
    NOT_ON_CIRCLE(3),
    /** REMOVE: the circle is never empty. */
    LAST_NODE(4),
    /** ADD without an id: every id of the circle is taken. */
    NO_FREE_ID(5),
    /** ADD: the rank is taken to be dead, or has died meanwhile; only a grid that keeps copies goes on then. */
    RANK_SILENT(6);

    private static final MembershipOutcome[] BY_CODE = values();

    private final int code;

    MembershipOutcome(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static MembershipOutcome ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new MalformedMessageException("no outcome of a membership change has the code " + code);
        }
        return BY_CODE[code];
    }
}
