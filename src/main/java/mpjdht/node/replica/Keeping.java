package mpjdht.node.replica;

/**
 * What a rank writes down of what it does, before anybody hears of it ({@link mpjdht.node.Outbox#persist}).
 *
 * @param isKept whether it writes down anything
 * @param leastPartBytes what is written down is given up in parts that are not shorter
 */
public record Keeping(boolean isKept, long leastPartBytes) {
    private static final long USUAL_PART_BYTES = 1 << 19;

    /** Nothing outlives the job. */
    public static final Keeping NOTHING = new Keeping(false, USUAL_PART_BYTES);

    /** Everything outlives the job. */
    public static final Keeping EVERYTHING = new Keeping(true, USUAL_PART_BYTES);
}
