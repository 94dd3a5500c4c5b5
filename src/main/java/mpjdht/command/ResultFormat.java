package mpjdht.command;

/** The ways to print results. EXPLAIN, RING, NODE and REPLICAS print the same in all but JSON. */
public enum ResultFormat {
    /** Lines for people, that read back as what they show. */
    TEXT,
    /** Per GET the value and the node: {@code 673 40}; raw bytes. */
    HANDOUT,
    /** Per GET {@code val is 673, storage id is 40}, and a last line when the job ends; raw bytes. */
    CLASSIC,
    /** A JSON object per command and line. */
    JSON;

    /**
     * Makes the writer of this format.
     *
     * @param out takes the results; it is not flushed by the writer
     * @param verbose whether TEXT prints PUT, ADD, REMOVE and faults too
     * @param severalFiles whether JSON says which file a line number belongs to
     */
    public ResultWriter writer(ByteOutput out, boolean verbose, boolean severalFiles) {
        return switch (this) {
            case TEXT -> new TextResults(out, verbose);
            case HANDOUT -> GetLines.handout(out);
            case CLASSIC -> GetLines.classic(out);
            case JSON -> new JsonResults(out, severalFiles);
        };
    }
}
