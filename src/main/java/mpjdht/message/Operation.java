package mpjdht.message;

/** What a record of the data plane asks for; its wire code is one byte. */
public final class Operation {
    /** Store a value under a key. */
    public static final int PUT = 1;
    /** Read the value of a key. */
    public static final int GET = 2;
    /** Remove a key. */
    public static final int DELETE = 3;
    /** Say which way the request came, and who owns the key; see {@link PathTrace}. */
    public static final int EXPLAIN = 4;
    /** Store a value in the place of another, if that is what a key has; each of both may be that the key is absent; see {@link SwapRecord}. */
    public static final int CAS = 5;
    /** Add to the number that is the value of a key; see {@link IncrementRecord}. */
    public static final int INCR = 6;

    /** Tell the keys that lie at a position or behind it, a few of them or their number; see {@link WalkRecord}. Its key says nothing. */
    public static final int WALK = 7;

    /** Store a value behind the one that a key has, which may be none, as one value. */
    public static final int APPEND = 8;

    /** A GET whose search has ended without the key, and has not asked every node: whoever owns the key says so, and does not look. */
    public static final int NOT_REACHED = 9;

    private Operation() {}

    /** What an operation is called: the verb of the command language, where it has one. */
    public static String name(int operation) {
        return switch (operation) {
            case PUT -> "PUT";
            case GET -> "GET";
            case DELETE -> "DELETE";
            case EXPLAIN -> "EXPLAIN";
            case CAS -> "CAS";
            case INCR -> "INCR";
            case WALK -> "WALK";
            case APPEND -> "APPEND";
            case NOT_REACHED -> "GET, not reached";
            default -> "operation " + operation;
        };
    }

    /** Whether an operation may change a key. */
    public static boolean changes(int operation) {
        return operation != GET && operation != EXPLAIN && operation != WALK && operation != NOT_REACHED;
    }
}
