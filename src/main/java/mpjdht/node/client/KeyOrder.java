package mpjdht.node.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;

/**
 * The order in which a client's requests for a key leave on a grid that keeps copies, where a request may have to be sent again. A write
 * is done once however often it is sent. A read is not remembered by anybody, nor is a CAS that finds another value; so that one that is
 * sent again sees nothing of a later write of its client, a write is held while a read of its key is under way, and so is whatever comes
 * for that key behind it. Keys with the same hash are taken for one.
 */
final class KeyOrder {
    private final KeysUnderWay keys;

    /** Whether a write has to be answered before the next command for its key leaves. */
    private final boolean isOneWriteAtATime;

    /** Hash and operation of the requests under way, by the low bits of their numbers: small, because every answer comes by here. */
    private final int[] hashes;

    private final byte[] operations;
    private final Map<Integer, ArrayDeque<Held>> heldOfKey = new HashMap<>();

    /** Requests that were held, and may leave. */
    private final ArrayDeque<Integer> freed = new ArrayDeque<>();

    /** Requests of the batch under construction that were held when they were added to it. */
    private final ArrayDeque<Integer> heldInOpen = new ArrayDeque<>();

    private final RequestBatch others = new RequestBatch();
    private final RequestCursor cursor = new RequestCursor();

    /** A request that is held. */
    private record Held(int sequence, int operation) {}

    /**
     * Writes that are under way hold up nothing: those for a key are done in their order. Nothing is under way.
     *
     * @param window most requests under way
     */
    static KeyOrder readsBeforeWrites(int window) {
        return new KeyOrder(window, false);
    }

    /**
     * A write that is under way holds up whatever is for its key: commands may go different ways. Nothing is under way.
     *
     * @param window most requests under way
     */
    static KeyOrder oneWriteAtATime(int window) {
        return new KeyOrder(window, true);
    }

    private KeyOrder(int window, boolean isOneWriteAtATime) {
        this.isOneWriteAtATime = isOneWriteAtATime;
        this.keys = new KeysUnderWay(window);
        int slots = window == 1 ? 1 : Integer.highestOneBit(window - 1) << 1;
        this.hashes = new int[slots];
        this.operations = new byte[slots];
    }

    /** A request has been added to the batch under construction. */
    void added(RequestCursor request) {
        int hash = request.hash();
        int operation = request.operation();
        int slot = request.sequence() & (hashes.length - 1);
        hashes[slot] = hash;
        operations[slot] = (byte) operation;
        if (!keys.addUnless(hash, kind(operation), obstacles(operation) | KeysUnderWay.HELD)) {
            hold(new Held(request.sequence(), operation), hash);
            heldInOpen.add(request.sequence());
        }
    }

    /** What others may have to wait for; 0 when nobody does. */
    private int kind(int operation) {
        if (isOneWriteAtATime && changes(operation)) {
            return KeysUnderWay.WRITE;
        }
        return reads(operation) ? KeysUnderWay.READ : 0;
    }

    /** What has to be over before a request leaves. */
    private int obstacles(int operation) {
        return (changes(operation) ? KeysUnderWay.READS : 0) | (isOneWriteAtATime ? KeysUnderWay.WRITE : 0);
    }

    private void hold(Held request, int hash) {
        if (keys.addUnless(hash, KeysUnderWay.HELD, KeysUnderWay.HELD)) {
            heldOfKey.put(hash, new ArrayDeque<>(1));
        }
        heldOfKey.get(hash).add(request);
    }

    /** The requests of the batch that was under construction but for those that were held; to be used before the next such batch. */
    RequestBatch withoutHeld(RequestBatch batch) {
        if (heldInOpen.isEmpty()) {
            return batch;
        }
        others.reset();
        cursor.open(batch.bytes(), 0, batch.length());
        int from = RequestCursor.headerBytes();
        int records = 0;
        while (cursor.next()) {
            if (!heldInOpen.isEmpty() && heldInOpen.element() == cursor.sequence()) {
                heldInOpen.remove();
                others.addAll(batch.bytes(), from, cursor.recordOffset() - from, records);
                from = cursor.recordEnd();
                records = 0;
            } else {
                records++;
            }
        }
        others.addAll(batch.bytes(), from, batch.length() - from, records);
        return others;
    }

    /** A request that was not held any more has its answer. */
    void ends(int sequence) {
        int slot = sequence & (hashes.length - 1);
        int hash = hashes[slot];
        int kind = kind(operations[slot]);
        if (kind != 0 && (keys.remove(hash, kind) & KeysUnderWay.HELD) != 0) {
            free(hash);
        }
    }

    private void free(int hash) {
        ArrayDeque<Held> queue = heldOfKey.get(hash);
        while (!queue.isEmpty() && mayLeave(queue.element().operation(), hash)) {
            freed.add(queue.remove().sequence());
        }
        if (queue.isEmpty()) {
            heldOfKey.remove(hash);
            keys.remove(hash, KeysUnderWay.HELD);
        }
    }

    private boolean mayLeave(int operation, int hash) {
        return keys.addUnless(hash, kind(operation), obstacles(operation));
    }

    /** Whether a request is held. */
    boolean holds(RequestCursor request) {
        ArrayDeque<Held> queue = heldOfKey.get(request.hash());
        return queue != null && queue.stream().anyMatch(held -> held.sequence() == request.sequence());
    }

    /** Whether there is a request that was held and may leave. */
    boolean hasFreed() {
        return !freed.isEmpty();
    }

    /** Takes the oldest of them out. */
    int takeFreed() {
        return freed.remove();
    }

    /** Whatever is not held is sent again, or has been. */
    void forgetFreed() {
        freed.clear();
    }

    static boolean changes(int operation) {
        return operation != Operation.GET && operation != Operation.EXPLAIN;
    }

    private static boolean reads(int operation) {
        return operation == Operation.GET || operation == Operation.CAS;
    }
}
