package mpjdht.node.storage;

import java.util.ArrayDeque;
import java.util.Arrays;
import mpjdht.message.RequestCursor;

/** Requests that wait to be answered, in their batches, in the order in which they came. */
final class WaitingRequests {

    /** What is left of a batch; the header is in front of it, and may hold anything. */
    static final class Batch {
        final byte[] bytes;
        int offset;
        int length;

        Batch(byte[] bytes) {
            this.bytes = bytes;
            this.length = bytes.length;
        }
    }

    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private final RequestCursor cursor;

    /** Nothing waits; {@code cursor} reads the batches. */
    WaitingRequests(RequestCursor cursor) {
        this.cursor = cursor;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Adds what is left of a batch when its first {@code done} bytes are, header included, behind all others. */
    void add(byte[] bytes, int offset, int length, int done) {
        int rest = offset + done - RequestCursor.headerBytes();
        batches.add(new Batch(Arrays.copyOfRange(bytes, rest, offset + length)));
    }

    /** The batch that has waited longest; there is one. */
    Batch first() {
        return batches.element();
    }

    /** The first {@code done} bytes of {@link #first}, header included, wait no longer. */
    void pass(int done) {
        Batch first = first();
        int passed = done - RequestCursor.headerBytes();
        first.offset += passed;
        first.length -= passed;
        if (first.length == RequestCursor.headerBytes()) {
            batches.remove();
        }
    }

    /** Takes one request out, as a batch of its own; null when it does not wait. */
    byte[] take(int sequence) {
        for (Batch batch : batches) {
            cursor.open(batch.bytes, batch.offset, batch.length);
            while (cursor.next()) {
                if (cursor.sequence() == sequence) {
                    return cut(batch, cursor.legOffset(), cursor.recordEnd());
                }
            }
        }
        return null;
    }

    private static byte[] cut(Batch batch, int from, int to) {
        byte[] taken = Arrays.copyOfRange(batch.bytes, from - RequestCursor.headerBytes(), to);
        int end = batch.offset + batch.length;
        System.arraycopy(batch.bytes, to, batch.bytes, from, end - to);
        batch.length -= to - from;
        return taken;
    }
}
