package mpjdht.message;

/** What a record of a {@link ChainBatch} says; its wire code is one byte. */
public final class ChainEntry {
    /** A key has this value now. */
    public static final int PUT = 1;
    /** A key is gone. */
    public static final int DELETE = 2;
    /** A command has changed nothing, and is over. */
    public static final int NOTHING = 3;
    /** A key and its value, for a replica that is being filled. */
    public static final int COPY = 4;
    /** What a replica that is being filled has to remember of a command that is over. */
    public static final int MEMORY = 5;
    /** A replica is about to be filled: what it has of the region is of no use. */
    public static final int FILL_BEGINS = 6;
    /** A replica that is being filled has all that the last that serves has. */
    public static final int FILL_ENDS = 7;
    /** No write of the region is on its way behind this. */
    public static final int DRAINED = 8;

    /** Nothing; every replica of the region whose word is taken is to confirm it. */
    public static final int BARRIER = 9;

    /** What a key had before the write behind this, whose client may have read it, and may ask again after the job has died. */
    public static final int BEFORE_IMAGE = 10;

    private ChainEntry() {}
}
