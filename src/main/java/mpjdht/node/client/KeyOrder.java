package mpjdht.node.client;

import java.util.ArrayDeque;
import java.util.Optional;
import mpjdht.message.Operation;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.overlay.Overlay;

/**
 * The order in which a client's requests for a key leave where they could overtake each other: on a grid that keeps copies, where a request may
 * have to be sent again, or where reads go another way than writes. A write
 * is done once however often it is sent. A read is not remembered by anybody, nor is a CAS that finds another value; so that one that is
 * sent again sees nothing of a later write of its client, a write is held while a read of its key is under way, and so is whatever comes
 * for that key behind it. Keys with the same hash are taken for one.
 */
final class KeyOrder {
    /** Requests that are looked at ahead of the one in hand: enough to keep the memory busy. */
    private static final int AHEAD = 64;

    private final KeysUnderWay keys;

    /** What a write is for those that have to wait for it; 0 when nobody does. */
    private final int write;

    /** What has to be over before a read leaves. */
    private final int beforeReads;

    /** Hash and operation of the requests under way, by the low bits of their numbers: small, because every answer comes by here. */
    private final int[] hashes;

    private final byte[] operations;
    private final HeldRequests held;

    /** Requests that were held, and may leave. */
    private final ArrayDeque<Integer> freed = new ArrayDeque<>();

    private final RequestBatch others = new RequestBatch();
    private final RequestCursor cursor = new RequestCursor();
    private final RequestCursor ahead = new RequestCursor();
    private final int[] hashesAhead = new int[AHEAD];

    /**
     * Writes that are under way hold up nothing: those for a key are done in their order. Nothing is under way.
     *
     * @param window most requests under way
     */
    static KeyOrder readsBeforeWrites(int window) {
        return new KeyOrder(window, 0, 0);
    }

    /**
     * A write that is under way holds up whatever is for its key: commands may go different ways. Nothing is under way.
     *
     * @param window most requests under way
     */
    static KeyOrder oneWriteAtATime(int window) {
        return new KeyOrder(window, KeysUnderWay.WRITE, KeysUnderWay.WRITE);
    }

    /**
     * Whatever is under way for a key holds up the next command for it: of two reads one may take much longer than the other. Nothing is under way.
     *
     * @param window most requests under way
     */
    static KeyOrder oneAtATime(int window) {
        return new KeyOrder(window, KeysUnderWay.WRITE, KeysUnderWay.READS | KeysUnderWay.WRITE);
    }

    /** That on a grid without copies; empty where none is needed, because no request overtakes another on its way. */
    static Optional<KeyOrder> on(Overlay overlay, int window) {
        return overlay.routing().searchesReads() ? Optional.of(oneAtATime(window)) : Optional.empty();
    }

    private KeyOrder(int window, int write, int beforeReads) {
        this.write = write;
        this.beforeReads = beforeReads;
        this.keys = new KeysUnderWay(window);
        int slots = window == 1 ? 1 : Integer.highestOneBit(window - 1) << 1;
        this.hashes = new int[slots];
        this.operations = new byte[slots];
        this.held = new HeldRequests(slots);
    }

    /** The requests of a batch that may leave; the others are held. To be used before the next batch. */
    RequestBatch leaving(RequestBatch batch) {
        boolean anyHeld = false;
        others.reset();
        cursor.open(batch.bytes(), 0, batch.length());
        ahead.open(batch.bytes(), 0, batch.length());
        int from = RequestCursor.headerBytes();
        int records = 0;
        for (int known = lookAhead(); known > 0; known = lookAhead()) {
            for (int i = 0; i < known; i++) {
                cursor.next();
                if (keys.addUnless(
                        cursor.hash(), kind(cursor.operation()), obstacles(cursor.operation()) | KeysUnderWay.HELD)) {
                    records++;
                } else {
                    keys.addUnless(cursor.hash(), KeysUnderWay.HELD, KeysUnderWay.HELD);
                    held.add(cursor.hash(), cursor.sequence());
                    others.addAll(batch.bytes(), from, cursor.recordOffset() - from, records);
                    from = cursor.recordEnd();
                    records = 0;
                    anyHeld = true;
                }
            }
        }
        if (!anyHeld) {
            return batch;
        }
        others.addAll(batch.bytes(), from, batch.length() - from, records);
        return others;
    }

    /** Remembers the next few requests of a batch, and has the processor load what is known of their keys; returns how many there are. */
    private int lookAhead() {
        int known = 0;
        while (known < AHEAD && ahead.next()) {
            int slot = ahead.sequence() & (hashes.length - 1);
            hashes[slot] = ahead.hash();
            operations[slot] = (byte) ahead.operation();
            hashesAhead[known] = ahead.hash();
            known++;
        }
        keys.load(hashesAhead, known);
        return known;
    }

    /** Has the processor load what the ends of the next few requests need that are answered; returns how many there are. */
    int lookAhead(ReplyCursor answers) {
        int known = 0;
        while (known < AHEAD && answers.next()) {
            hashesAhead[known] = hashes[answers.sequence() & (hashes.length - 1)];
            known++;
        }
        keys.load(hashesAhead, known);
        return known;
    }

    /** What others may have to wait for; 0 when nobody does. */
    private int kind(int operation) {
        if (write != 0 && Operation.changes(operation)) {
            return write;
        }
        return reads(operation) ? KeysUnderWay.READ : 0;
    }

    /** What has to be over before a request leaves. */
    private int obstacles(int operation) {
        return Operation.changes(operation) ? KeysUnderWay.READS | write : beforeReads;
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
        while (held.has(hash)) {
            int sequence = held.first(hash);
            int operation = operations[sequence & (operations.length - 1)];
            if (!keys.addUnless(hash, kind(operation), obstacles(operation))) {
                return;
            }
            held.removeFirst(hash);
            freed.add(sequence);
        }
        keys.remove(hash, KeysUnderWay.HELD);
    }

    /** Whether a request is held. */
    boolean holds(RequestCursor request) {
        return held.has(request.hash(), request.sequence());
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

    private static boolean reads(int operation) {
        return operation == Operation.GET || operation == Operation.CAS;
    }
}
