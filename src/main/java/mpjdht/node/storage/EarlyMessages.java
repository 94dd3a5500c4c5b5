package mpjdht.node.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages that go by a ring that has not come into force here: they wait until it has. */
final class EarlyMessages {
    private List<Early> waiting = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Early(int from, byte[] bytes) {}

    /** Takes messages, in the order in which they came. */
    @FunctionalInterface
    interface Taker {
        void take(int from, byte[] bytes, int offset, int length);
    }

    void add(int from, byte[] bytes, int offset, int length) {
        waiting.add(new Early(from, Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    /** Hands all of them over. */
    void takeAll(Taker taker) {
        List<Early> taken = waiting;
        waiting = new ArrayList<>();
        taken.forEach(early -> taker.take(early.from(), early.bytes(), 0, early.bytes().length));
    }
}
