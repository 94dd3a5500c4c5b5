package mpjdht.service;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mpjdht.message.Operation;
import mpjdht.message.RequestBatch;
import mpjdht.message.RequestCursor;
import mpjdht.node.client.RequestSource;
import mpjdht.ring.KeyPlace;
import mpjdht.ring.KeySpace;
import mpjdht.runtime.Inbox;

/**
 * The way of requests from a door's thread to the rank's. The door appends them one by one, and lets those of one moment go together; keys are
 * located on the circle here, by the door's thread. What waits is bounded by {@link AskedBytes}.
 */
public final class RequestPassage implements RequestSource {
    private static final int KEPT = 64;

    private final KeySpace space;
    private final KeyPlace located = new KeyPlace();
    private final ConcurrentLinkedQueue<Submission> queue = new ConcurrentLinkedQueue<>();
    private final ArrayBlockingQueue<Submission> spare = new ArrayBlockingQueue<>(KEPT);
    private final Inbox.Slot inbox;
    private volatile boolean isClosed;

    /** Of the door's thread. */
    private Submission open = new Submission();

    /** Of the rank's thread; null between two submissions. */
    private Submission reading;

    /**
     * A passage without requests.
     *
     * @param inbox wakes the rank
     * @param space the circle, for the door's thread alone
     */
    public RequestPassage(Inbox.Slot inbox, KeySpace space) {
        this.inbox = inbox;
        this.space = space;
    }

    /**
     * Asks for a PUT, GET or DELETE.
     *
     * @param operation one of {@link Operation}
     * @param place names whoever waits for the answer
     * @param bytes array that holds key and value
     * @param valueLength 0 for GET and DELETE
     * @return bytes of the request
     */
    public int ask(
            int operation, long place, byte[] bytes, int keyOffset, int keyLength, int valueOffset, int valueLength) {
        space.locate(bytes, keyOffset, keyLength, located);
        RequestBatch batch = open.batch();
        int before = batch.length();
        batch.add(
                operation,
                0,
                located.position(),
                located.hash(),
                bytes,
                keyOffset,
                keyLength,
                bytes,
                valueOffset,
                valueLength);
        return appended(place, before);
    }

    /** Asks for an INCR; returns the bytes of the request. */
    public int increment(long place, byte[] bytes, int keyOffset, int keyLength, long by) {
        space.locate(bytes, keyOffset, keyLength, located);
        RequestBatch batch = open.batch();
        int before = batch.length();
        batch.addIncrement(0, located.position(), located.hash(), bytes, keyOffset, keyLength, by);
        return appended(place, before);
    }

    /**
     * Asks for a CAS; returns the bytes of the request.
     *
     * @param bytes array that holds the key and both values
     * @param oldLength {@link mpjdht.message.SwapRecord#ABSENT} when the key is to be absent before; not both
     * @param newLength the same of what is after
     */
    public int swap(
            long place,
            byte[] bytes,
            int keyOffset,
            int keyLength,
            int oldOffset,
            int oldLength,
            int newOffset,
            int newLength) {
        space.locate(bytes, keyOffset, keyLength, located);
        RequestBatch batch = open.batch();
        int before = batch.length();
        batch.addSwap(
                0,
                located.position(),
                located.hash(),
                bytes,
                keyOffset,
                keyLength,
                oldOffset,
                oldLength,
                newOffset,
                newLength);
        return appended(place, before);
    }

    /** Asks for a WALK over the whole rest of the circle; returns the bytes of the request. */
    public int walk(long place, long position, int keys) {
        RequestBatch batch = open.batch();
        int before = batch.length();
        batch.addWalk(0, position, -1, keys);
        return appended(place, before);
    }

    private int appended(long place, int before) {
        RequestBatch batch = open.batch();
        open.added(place);
        int bytes = batch.length() - before;
        if (batch.full()) {
            submit();
        }
        return bytes;
    }

    /** Lets the requests go that have been asked for since the last call. */
    public void submit() {
        if (open.batch().records() == 0) {
            return;
        }
        open.close();
        queue.add(open);
        open = spare.poll();
        if (open == null) {
            open = new Submission();
        }
        inbox.post();
    }

    /** Nothing more will be asked; what was asked goes. For the door's thread, or before it begins. */
    public void close() {
        submit();
        isClosed = true;
        inbox.post();
    }

    @Override
    public Next next(RequestBatch batch, int sequence) {
        while (reading == null || !reading.next()) {
            if (reading != null) {
                reading.reset();
                spare.offer(reading);
            }
            boolean mayEnd = isClosed;
            reading = queue.poll();
            if (reading == null && mayEnd) {
                inbox.settle();
                return Next.END;
            }
            if (reading == null) {
                inbox.awaitNext();
                reading = queue.poll();
            }
            if (reading == null) {
                // Whoever closed before the wait began did not post.
                return isClosed ? next(batch, sequence) : Next.NOTHING_YET;
            }
            inbox.settle();
        }
        RequestCursor request = reading.request();
        batch.add(
                request.operation(),
                sequence,
                request.position(),
                request.hash(),
                request.bytes(),
                request.keyOffset(),
                request.keyLength(),
                request.bytes(),
                request.valueOffset(),
                request.valueLength());
        return request.operation() == Operation.EXPLAIN ? Next.EXPLAIN : Next.REQUEST;
    }

    @Override
    public long place() {
        return reading.place();
    }
}
