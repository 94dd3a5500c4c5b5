package mpjdht.node.client;

/** How far before the oldest request in use the window of a client begins whose requests may be asked again until they are behind a checkpoint. */
final class CheckpointWindow {
    private final int window;
    private boolean isKept;
    private int reached;

    /**
     * Of a client without checkpoints.
     *
     * @param window most requests under way
     */
    CheckpointWindow(int window) {
        this.window = window;
    }

    /** From now on a request may be asked again until it is {@link #reach reached}. */
    void begin(int first) {
        isKept = true;
        reached = first;
    }

    /** Whatever is older than a request is never asked again. */
    void reach(int oldest) {
        reached = oldest;
    }

    /** The oldest request that may be asked again, or is in use. */
    int start(int oldest) {
        return isKept ? reached : oldest;
    }

    /** Whether so much was used since the last checkpoint that another is due. */
    boolean isDue(int oldest) {
        int used = oldest - reached;
        return used > 0 && 2 * used >= window;
    }
}
