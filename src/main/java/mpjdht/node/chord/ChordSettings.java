package mpjdht.node.chord;

import mpjdht.message.Sizes;

/**
 * Lengths and times of the Chord protocol.
 *
 * @param successors length of the successor list, 1 to 128; a ring survives as long as of every list one node does
 * @param stabiliseMicros time between two stabilisations of a node
 * @param fixFingersMicros time between two fingers that a node looks up
 * @param checkPredecessorMicros time between two questions whether the predecessor is alive
 * @param answerMicros how long an answer is waited for; longer than any message takes there and back
 * @param tries how often a question is asked before the node asked counts as dead, at least 1
 * @param chunkBytes length from which on a chunk of keys is full, at least 1
 */
public record ChordSettings(
        int successors,
        long stabiliseMicros,
        long fixFingersMicros,
        long checkPredecessorMicros,
        long answerMicros,
        int tries,
        int chunkBytes) {
    /** Longest successor list. */
    public static final int MAX_SUCCESSORS = 128;

    /** Of the paper's experiments (section VI.A). */
    private static final long PERIOD_MICROS = 30_000_000;

    /** Checks the settings. */
    public ChordSettings {
        if (successors < 1 || successors > MAX_SUCCESSORS) {
            throw new IllegalArgumentException("a successor list has 1 to 128 nodes, not " + successors);
        }
        if (stabiliseMicros < 1
                || fixFingersMicros < 1
                || checkPredecessorMicros < 1
                || answerMicros < 1
                || tries < 1
                || chunkBytes < 1) {
            throw new IllegalArgumentException("times, tries and chunks of Chord are at least 1");
        }
    }

    /** Settings with chunks as long as batches of requests. */
    public ChordSettings(
            int successors,
            long stabiliseMicros,
            long fixFingersMicros,
            long checkPredecessorMicros,
            long answerMicros,
            int tries) {
        this(
                successors,
                stabiliseMicros,
                fixFingersMicros,
                checkPredecessorMicros,
                answerMicros,
                tries,
                Sizes.BATCH_BYTES);
    }

    /** The same settings with chunks that are full from another length on. */
    public ChordSettings withChunks(int bytes) {
        return new ChordSettings(
                successors, stabiliseMicros, fixFingersMicros, checkPredecessorMicros, answerMicros, tries, bytes);
    }

    /**
     * Settings for a grid, where no message is lost and a rank that dies ends the job: a rank that is slow to answer is never
     * taken for dead.
     */
    public static ChordSettings ofGrid(int successors) {
        return new ChordSettings(
                successors, PERIOD_MICROS, PERIOD_MICROS, PERIOD_MICROS, PERIOD_MICROS, Integer.MAX_VALUE);
    }

    /**
     * Settings for a grid without a head that guards the ring, where ranks die and come back.
     *
     * @param timeoutMicros after which a rank that is silent is taken to be dead
     */
    public static ChordSettings headless(int successors, long timeoutMicros) {
        long period = Math.max(1, timeoutMicros / 4);
        long answer = Math.max(1, timeoutMicros / 8);
        return new ChordSettings(successors, period, Math.max(1, period / 4), period, answer, 4);
    }

    /** Length of the successor list for a ring of so many nodes, unless the user asks for another: log2, rounded up. */
    public static int defaultSuccessors(int nodes) {
        return Math.min(MAX_SUCCESSORS, Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(nodes - 1)));
    }
}
