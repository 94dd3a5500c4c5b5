package mpjdht.node.replica;

import java.util.ArrayDeque;

/** Messages on a way that takes time, each of one direction with the rank at the other end. They keep their order. */
final class LateMessages {
    private final ArrayDeque<Late> queue = new ArrayDeque<>();
    private long lastDueMicros = Long.MIN_VALUE;

    /** A message, and when it is at the other end. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Late(long dueMicros, int peer, byte[] bytes) {}

    /** Takes messages that have arrived. */
    @FunctionalInterface
    interface Taker {
        void take(int peer, byte[] bytes, int offset, int length);
    }

    /** Adds a copy of a message; it does not overtake those before it. Returns when it arrives. */
    long add(long dueMicros, int peer, byte[] bytes, int offset, int length) {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        lastDueMicros = queue.isEmpty() ? dueMicros : Math.max(lastDueMicros, dueMicros);
        queue.add(new Late(lastDueMicros, peer, copy));
        return lastDueMicros;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Hands over, in order, what has arrived by now; whoever takes it may add more. */
    void takeArrived(long nowMicros, Taker taker) {
        while (!queue.isEmpty() && queue.element().dueMicros() <= nowMicros) {
            Late late = queue.remove();
            taker.take(late.peer(), late.bytes(), 0, late.bytes().length);
        }
    }

    /** Forgets all. */
    void clear() {
        queue.clear();
    }
}
