package mpjdht.sim;

/**
 * Stands between those who send and the network, and may do to a message what the network never does: hold it back, repeat it,
 * alter it, or let it overtake others. That is how tests plant bugs in what is on its way.
 */
public interface MessageFilter {
    /** Every message passes. */
    MessageFilter NONE = (from, to, bytes, offset, length, detour) -> true;

    /**
     * Is shown a message that is about to be sent.
     *
     * @param bytes only to be looked at, and until this method returns
     * @param detour takes what is to arrive besides it or in its place
     * @return whether it goes on its way as it is
     */
    boolean passes(int from, int to, byte[] bytes, int offset, int length, Detour detour);

    /** A way around the network: what goes by it waits for nothing and is not lost. */
    interface Detour {

        /** Delivers a message after a time, whatever else is on its way. */
        void deliver(int from, int to, byte[] bytes, int offset, int length, long afterMicros);
    }
}
