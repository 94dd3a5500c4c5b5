package mpjdht.node.replica;

import java.util.Arrays;

/**
 * Which keys a client may have read shortly before: those of at least the last window of its requests. A key that it has not read may be taken for one that it has,
 * as in a Bloom filter with one hash function (Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", CACM 13(7), 1970).
 */
final class RecentReads {
    private static final int BITS = 1 << 20;

    private final int windowShift;
    private long[] now = new long[BITS / Long.SIZE];
    private long[] before = new long[BITS / Long.SIZE];

    /** How many windows were before that of {@link #now}. */
    private int window;

    /**
     * None.
     *
     * @param window most requests of the client under way
     */
    RecentReads(int window) {
        this.windowShift = Integer.SIZE - Integer.numberOfLeadingZeros(window);
    }

    /** The client has read a key. */
    void add(int sequence, int hash) {
        int windowOf = goTo(sequence);
        if (windowOf == window) {
            now[word(hash)] |= 1L << hash;
        } else if (windowOf == window - 1) {
            before[word(hash)] |= 1L << hash;
        }
    }

    /** Whether the client may have read a key in the window of requests before one. */
    boolean has(int sequence, int hash) {
        goTo(sequence);
        return ((now[word(hash)] | before[word(hash)]) >>> hash & 1) != 0;
    }

    private int goTo(int sequence) {
        int windowOf = sequence >>> windowShift;
        if (windowOf > window) {
            long[] older = before;
            before = now;
            now = older;
            Arrays.fill(now, 0);
            if (windowOf > window + 1) {
                Arrays.fill(before, 0);
            }
            window = windowOf;
        }
        return windowOf;
    }

    private static int word(int hash) {
        return (hash & (BITS - 1)) / Long.SIZE;
    }
}
