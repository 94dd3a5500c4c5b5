package mpjdht.node;

/**
 * How much may be under way at once. The window and the bytes bound what the command rank has asked, the credit what a
 * storage rank has answered; together they bound every queue of the grid.
 *
 * @param window most commands in flight, at least 1
 * @param inFlightBytes bytes of requests in flight, those included by which an EXPLAIN may grow, at least 1; one request of any
 *     size always may be
 * @param creditBytes bytes of answers of one storage rank that may be on their way to the command rank or wait there for
 *     their turn, at least 1; one answer of any size always may be
 */
public record FlowLimits(int window, long inFlightBytes, long creditBytes) {
    private static final long DEFAULT_IN_FLIGHT_BYTES = 16 << 20;
    private static final long DEFAULT_CREDIT_BYTES = 4 << 20;
    private static final long WINDOWS_OF_CLIENTS = 2;
    private static final long LEAST_WINDOW = 256;
    private static final long LEAST_BYTES = 32 << 10;

    /** Checks the limits. */
    public FlowLimits {
        if (window < 1 || inFlightBytes < 1 || creditBytes < 1) {
            throw new IllegalArgumentException(
                    "limits are at least 1, not " + window + ", " + inFlightBytes + ", " + creditBytes);
        }
    }

    /** The limits of a run with this window. */
    public static FlowLimits ofWindow(int window) {
        return new FlowLimits(window, DEFAULT_IN_FLIGHT_BYTES, DEFAULT_CREDIT_BYTES);
    }

    /**
     * What one of so many clients may have under way. Together they may have as many bytes as one alone, and twice the window: each
     * has its own messages, which become small where few of its commands are under way.
     */
    public FlowLimits dividedBy(int clients) {
        long share = Math.max(LEAST_WINDOW, WINDOWS_OF_CLIENTS * window / clients);
        return new FlowLimits(
                (int) Math.min(window, share),
                Math.max(LEAST_BYTES, inFlightBytes / clients),
                Math.max(LEAST_BYTES, creditBytes / clients));
    }

    /** Credit is given back as soon as it is this much. */
    public long creditPieceBytes() {
        return creditBytes / 4;
    }
}
