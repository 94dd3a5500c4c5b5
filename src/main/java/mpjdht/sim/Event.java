package mpjdht.sim;

/** Something that will happen: a message arrives, a timer expires, or the simulation itself acts. Used again and again. */
final class Event {
    /** What happens. */
    enum Kind {
        MESSAGE,
        TIMER,
        ACTION
    }

    private static final int KEPT_BYTES = 4 << 10;
    private static final byte[] NO_BYTES = {};

    Kind kind;
    long atMicros;

    /** The process it happens to; for an action, nobody. */
    int process;

    /** The life of that process for which it was meant. */
    int life;

    /** Rank that sent the message. */
    int from;

    /** The message, from the beginning of an array that is never shorter. */
    byte[] bytes = NO_BYTES;

    /** Length of the message. */
    int length;

    /** Whether its process has worked on the message, and is to handle it now. */
    boolean isServed;

    /** Name of the timer, or of the action. */
    long name;

    Runnable action;

    /** The next one in the same list. */
    Event next;

    void copy(byte[] message, int offset, int messageLength) {
        if (bytes.length < messageLength || bytes.length > KEPT_BYTES) {
            bytes = new byte[Math.max(messageLength, 64)];
        }
        System.arraycopy(message, offset, bytes, 0, messageLength);
        length = messageLength;
    }
}
