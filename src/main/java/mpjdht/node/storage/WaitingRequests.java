package mpjdht.node.storage;

import java.util.ArrayDeque;
import mpjdht.message.MessageKind;
import mpjdht.message.RequestCursor;
import mpjdht.message.RoutedBatch;
import mpjdht.message.RoutedCursor;
import mpjdht.ring.Arc;

/** Requests that wait to be answered, each with the node that answers it, in the order in which they came. */
public final class WaitingRequests {

    /** Requests one behind another, the first of which may have been passed; a header, of any content, is in front. */
    public static final class Batch {
        private final RoutedBatch requests = new RoutedBatch(MessageKind.ROUTED);
        private int passed;

        private Batch() {}

        /** Array that holds them. */
        public byte[] bytes() {
            return requests.bytes();
        }

        /** Where the header begins. */
        public int offset() {
            return passed;
        }

        /** Bytes of header and requests. */
        public int length() {
            return requests.length() - passed;
        }
    }

    /** Takes requests that wait no longer. */
    @FunctionalInterface
    public interface Taker {

        /** Takes the request on which a cursor stands. */
        void take(RoutedCursor request);
    }

    private final RoutedCursor cursor = new RoutedCursor();
    private ArrayDeque<Batch> batches = new ArrayDeque<>();

    /** None. */
    public WaitingRequests() {}

    /** Whether none waits. */
    public boolean isEmpty() {
        return batches.isEmpty();
    }

    /** Adds the request on which a cursor stands, behind all others. */
    public void add(long node, int hops, int origin, RequestCursor request) {
        Batch last = batches.peekLast();
        if (last == null || last.requests.hasNoRoomFor(request)) {
            last = new Batch();
            batches.add(last);
        }
        last.requests.add(node, hops, origin, request);
    }

    /** The batch that has waited longest; there is one. */
    public Batch first() {
        return batches.element();
    }

    /** The first {@code bytes} bytes of requests of {@link #first} wait no longer. */
    public void pass(int bytes) {
        Batch first = first();
        first.passed += bytes;
        if (first.length() == RequestCursor.headerBytes()) {
            batches.remove();
        }
    }

    /** All wait no longer. */
    public void clear() {
        batches.clear();
    }

    /** Takes one request out; false when it does not wait. */
    public boolean take(int sequence, Taker taker) {
        return takeOut(request -> request.sequence() == sequence, taker);
    }

    /** Takes all requests for keys of an arc of a node out, in their order. */
    public void take(long node, Arc arc, Taker taker) {
        takeOut(request -> request.node() == node && arc.contains(request.position()), taker);
    }

    private boolean takeOut(Choice choice, Taker taker) {
        ArrayDeque<Batch> kept = new ArrayDeque<>();
        boolean any = false;
        for (Batch batch : batches) {
            Batch rest = concerns(choice, batch) ? split(choice, batch, taker) : batch;
            any |= rest != batch;
            if (rest.length() > RequestCursor.headerBytes()) {
                kept.add(rest);
            }
        }
        batches = kept;
        return any;
    }

    private boolean concerns(Choice choice, Batch batch) {
        cursor.open(batch.bytes(), batch.offset(), batch.length());
        boolean found = false;
        while (!found && cursor.next()) {
            found = choice.concerns(cursor);
        }
        return found;
    }

    /** Takes out of a batch what is chosen; returns what is not. */
    private Batch split(Choice choice, Batch batch, Taker taker) {
        Batch rest = new Batch();
        cursor.open(batch.bytes(), batch.offset(), batch.length());
        while (cursor.next()) {
            if (choice.concerns(cursor)) {
                taker.take(cursor);
            } else {
                rest.requests.add(cursor.node(), cursor.hops(), cursor.origin(), cursor);
            }
        }
        return rest;
    }

    @FunctionalInterface
    private interface Choice {
        boolean concerns(RoutedCursor request);
    }
}
