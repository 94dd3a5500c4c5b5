package mpjdht.node.client;

/**
 * Requests that are held, found by the hashes of their keys; those of one hash in the order in which they came. No object is made for any
 * of them: what one needs lies where the low bits of its number say, and hashes with the same low bits share a circle of requests.
 */
final class HeldRequests {
    /** Where no request is named. */
    private static final int NONE = -1;

    private final int mask;

    /** The last request of each circle, plus 1; 0 when there is none. */
    private final int[] lastOfCircle;

    /** Where the next one of its circle lies; behind the last one comes the first. */
    private final int[] following;

    private final int[] hashes;
    private final int[] sequences;

    /**
     * None.
     *
     * @param slots more than the difference of any two numbers of requests that are held, a power of two
     */
    HeldRequests(int slots) {
        this.mask = slots - 1;
        this.lastOfCircle = new int[slots];
        this.following = new int[slots];
        this.hashes = new int[slots];
        this.sequences = new int[slots];
    }

    /** Holds a request, behind all others with its hash. */
    void add(int hash, int sequence) {
        int slot = sequence & mask;
        hashes[slot] = hash;
        sequences[slot] = sequence;
        int last = lastOfCircle[hash & mask] - 1;
        if (last == NONE) {
            following[slot] = slot;
        } else {
            following[slot] = following[last];
            following[last] = slot;
        }
        lastOfCircle[hash & mask] = slot + 1;
    }

    /** Whether any with this hash is held. */
    boolean has(int hash) {
        return beforeFirst(hash) != NONE;
    }

    /** Number of the first one with this hash, of which there is one. */
    int first(int hash) {
        return sequences[following[beforeFirst(hash)]];
    }

    /** Takes the first one with this hash out, of which there is one. */
    void removeFirst(int hash) {
        int before = beforeFirst(hash);
        int removed = following[before];
        following[before] = following[removed];
        if (before == removed) {
            lastOfCircle[hash & mask] = 0;
        } else if (lastOfCircle[hash & mask] == removed + 1) {
            lastOfCircle[hash & mask] = before + 1;
        }
    }

    /** Whether this request is held. */
    boolean has(int hash, int sequence) {
        int last = lastOfCircle[hash & mask] - 1;
        for (int slot = last; slot != NONE; ) {
            slot = following[slot];
            if (hashes[slot] == hash && sequences[slot] == sequence) {
                return true;
            }
            if (slot == last) {
                return false;
            }
        }
        return false;
    }

    /** Where the request lies behind which the first one with this hash comes. */
    private int beforeFirst(int hash) {
        int last = lastOfCircle[hash & mask] - 1;
        for (int before = last; before != NONE; ) {
            int slot = following[before];
            if (hashes[slot] == hash) {
                return before;
            }
            before = slot == last ? NONE : slot;
        }
        return NONE;
    }
}
