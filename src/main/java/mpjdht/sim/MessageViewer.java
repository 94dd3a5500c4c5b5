package mpjdht.sim;

/** Looks at messages on their way. */
public interface MessageViewer {

    /** Is shown a message, from the beginning of an array; only to be looked at, and until this method returns. */
    void view(int from, int to, byte[] bytes, int length);
}
