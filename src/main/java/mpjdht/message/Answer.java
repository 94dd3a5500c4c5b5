package mpjdht.message;

/** What became of a request; its wire code is one byte. */
public final class Answer {
    /** PUT: the value is stored. */
    public static final int STORED = 1;
    /** GET: the key is there, and its value is in the answer. */
    public static final int FOUND = 2;
    /** DELETE: the key was there and is gone. */
    public static final int DELETED = 3;
    /** GET or DELETE: the key is not there. */
    public static final int MISSING = 4;
    /** EXPLAIN: the path is in the answer. */
    public static final int EXPLAINED = 5;

    private Answer() {}
}
