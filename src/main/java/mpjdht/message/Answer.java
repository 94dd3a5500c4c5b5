package mpjdht.message;

/** What became of a request; its wire code is one byte. */
public final class Answer {
    /** PUT, APPEND: the value is stored. */
    public static final int STORED = 1;
    /** GET: the key is there, and its value is in the answer. */
    public static final int FOUND = 2;
    /** DELETE: the key was there and is gone. */
    public static final int DELETED = 3;
    /** GET, DELETE or CAS of a value: the key is not there. */
    public static final int MISSING = 4;
    /** EXPLAIN: the path is in the answer. */
    public static final int EXPLAINED = 5;
    /** CAS: the old value was there, and the new one is; each of both may be that the key is absent. */
    public static final int SWAPPED = 6;
    /** CAS: another value is there, and it is in the answer. */
    public static final int DIFFERS = 7;
    /** INCR: the number that is there now is in the answer; see {@link IncrementRecord}. */
    public static final int COUNTED = 8;
    /** INCR failed: what is there is no {@linkplain DecimalText number}, and it is in the answer. */
    public static final int NOT_A_NUMBER = 9;
    /** INCR failed: the sum needs more than 64 bits; the number that is there is in the answer, as it is stored. */
    public static final int OUT_OF_RANGE = 10;

    /** APPEND failed: the value would be longer than one may be. */
    public static final int TOO_LONG = 17;

    /** GET failed: its search ended without the key, and has not asked every node, so that the key may be there. */
    public static final int NOT_REACHED = 18;

    /** WALK: keys, or their number, are in the answer; see {@link WalkRecord}. */
    public static final int WALKED = 16;

    /** A write: not done, because too few replicas are left. */
    public static final int REFUSED = 11;
    /** Not done: every copy of the key is lost, or cannot be reached. */
    public static final int UNAVAILABLE = 12;
    /** A write: it was under way when every copy of the key was lost, or could not be reached any more. Nobody can tell whether it was done. */
    public static final int UNKNOWN = 13;

    /** CAS, INCR or APPEND: not done, because the key has several values side by side. */
    public static final int SEVERAL = 14;
    /** A write: not done, because the key has as many values side by side as it may, or as many bytes of them. */
    public static final int CROWDED = 15;

    private Answer() {}

    /** Whether an outcome is that of a request that failed; unless it is {@link #UNKNOWN}, it has changed nothing. */
    public static boolean isFailure(int outcome) {
        return outcome >= NOT_A_NUMBER && outcome != WALKED;
    }
}
