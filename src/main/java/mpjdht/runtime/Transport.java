package mpjdht.runtime;

/**
 * Port: carries messages between ranks, whole and in order per pair of ranks. One thread per rank sends and receives;
 * {@link #beat} and {@link #silenceNanos} are for a second one that watches the others, and {@link #wake} is for any.
 */
public interface Transport {

    /** This rank. */
    int rank();

    /** Number of ranks. */
    int size();

    /** Whether the ranks live in processes of their own, of which one may die and leave the others. */
    boolean distributed();

    /**
     * Sends a message to another rank; the bytes are taken at the call.
     *
     * @throws PeerLostException if the other rank cannot be reached any more
     */
    void send(int to, byte[] bytes, int offset, int length);

    /**
     * Has bytes written down, before anything leaves that is sent from now on; taken at the call.
     *
     * @throws IllegalStateException where nothing outlives the job
     */
    default void persist(byte[] bytes, int offset, int length) {
        throw new IllegalStateException("nothing of this rank outlives the job");
    }

    /**
     * Goes on in another part of what is written down.
     *
     * @param from number of a part; those before it are given up, when what was persisted until now is safe; none if it is 0
     * @return number of the part from now on, more than that of any before
     * @throws IllegalStateException where nothing outlives the job
     */
    default long turnOver(long from) {
        throw new IllegalStateException("nothing of this rank outlives the job");
    }

    /** Receives a message if one is there. */
    boolean poll(Received into);

    /** Receives a message, waiting for it without using the processor. The fastest wait, which nothing else ends. */
    void take(Received into) throws InterruptedException;

    /**
     * Receives a message, waiting for it no longer than asked, nor than until {@link #wake}, without using the processor.
     *
     * @param limitNanos longest wait, at least 1
     * @return whether one came
     */
    boolean take(Received into, long limitNanos) throws InterruptedException;

    /**
     * Ends the wait that {@link #take(Received, long)} is in, or the next one when it is in none; many wakes before that are
     * one.
     */
    void wake();

    /**
     * Shows another rank that this one is alive.
     *
     * @throws PeerLostException if the other rank cannot be reached any more
     */
    void beat(int to);

    /**
     * How long nothing came from {@code peer}, of the time in which this rank was listening: a rank that is busy does not
     * blame others for its own deafness.
     */
    long silenceNanos(int peer);
}
