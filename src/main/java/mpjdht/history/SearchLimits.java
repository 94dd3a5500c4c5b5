package mpjdht.history;

/**
 * How far the search for an order of one key's calls goes before it answers {@link Verdict#UNKNOWN}.
 *
 * @param steps most calls that are tried as the next one
 * @param memoryBytes most memory for what has been tried, about
 */
public record SearchLimits(long steps, long memoryBytes) {
    private static final long DEFAULT_STEPS = 100_000_000;
    private static final long HEAP_SHARE = 2;

    /** Checks the limits. */
    public SearchLimits {
        if (steps < 1 || memoryBytes < 1) {
            throw new IllegalArgumentException("limits are at least 1, not " + steps + ", " + memoryBytes);
        }
    }

    /** A hundred million steps, or another number, and half of the heap. */
    public static SearchLimits ofSteps(long steps) {
        return new SearchLimits(steps, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** Limits for everyday use. */
    public static SearchLimits standard() {
        return ofSteps(DEFAULT_STEPS);
    }
}
