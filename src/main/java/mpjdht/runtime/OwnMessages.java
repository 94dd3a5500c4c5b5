package mpjdht.runtime;

import java.util.ArrayDeque;

/** What a rank says to itself, in its order. Arrays are used again, but for those of the rare long messages. */
final class OwnMessages {
    private static final int FIRST_BYTES = 256;
    private static final int KEPT_BYTES = 1 << 18;
    private static final int KEPT_MESSAGES = 16;

    /** A copy of a message. */
    private static final class Message {
        byte[] bytes = new byte[FIRST_BYTES];
        int length;
    }

    private final int rank;
    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private final ArrayDeque<Message> spare = new ArrayDeque<>();
    private Message taken = new Message();

    /** Nothing said by this rank. */
    OwnMessages(int rank) {
        this.rank = rank;
    }

    /** Adds a message; its bytes are taken at the call. */
    void add(byte[] bytes, int offset, int length) {
        Message message = spare.isEmpty() ? new Message() : spare.pop();
        if (message.bytes.length < length) {
            message.bytes = new byte[Math.max(length, Math.min(KEPT_BYTES, 2 * message.bytes.length))];
        }
        System.arraycopy(bytes, offset, message.bytes, 0, length);
        message.length = length;
        waiting.add(message);
    }

    /** Takes the next message; false when there is none. Its bytes are valid until the next call. */
    boolean poll(Received into) {
        Message next = waiting.poll();
        if (next == null) {
            return false;
        }
        if (taken.bytes.length <= KEPT_BYTES && spare.size() < KEPT_MESSAGES) {
            spare.push(taken);
        }
        taken = next;
        into.set(rank, next.bytes, 0, next.length);
        return true;
    }
}
