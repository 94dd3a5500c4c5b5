package mpjdht.node.chord;

/**
 * The transfers that a node has taken lately, so that it knows one whose last chunk comes again because the answer to it was
 * lost or is slow. A giver has one transfer under way at a time, and its numbers are never used again; so what is forgotten is
 * older than the last transfers of {@value #MOST} givers.
 */
final class TakenTransfers {
    private static final int MOST = 16;

    private final KeyTaker.Header[] last = new KeyTaker.Header[MOST];
    private int count;

    /** A transfer has been taken whole; this is the header of any of its chunks. */
    void add(KeyTaker.Header chunk) {
        last[count % MOST] = chunk;
        count++;
    }

    /** Whether a chunk is of a transfer that was taken. */
    boolean contains(KeyTaker.Header chunk) {
        for (int i = 0; i < Math.min(count, MOST); i++) {
            if (last[i].transfer() == chunk.transfer() && last[i].giver().equals(chunk.giver())) {
                return true;
            }
        }
        return false;
    }
}
