package mpjdht.service;

import java.util.Arrays;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;

/** Answers of one moment on their way from a client to its door. */
public final class Answers {
    private static final int KEPT_BYTES = 1 << 18;

    private long[] places = new long[64];
    private int[] outcomes = new int[64];
    private int[] requestBytes = new int[64];
    private int[] ends = new int[64];
    private byte[] values = new byte[1024];
    private int count;
    private long hops;

    void add(long place, RequestCursor request, ReplyCursor reply) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            outcomes = Arrays.copyOf(outcomes, 2 * count);
            requestBytes = Arrays.copyOf(requestBytes, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        int start = offset(count);
        int end = start + reply.valueLength();
        if (end > values.length) {
            values = Arrays.copyOf(values, Math.max(end, 2 * values.length));
        }
        System.arraycopy(reply.bytes(), reply.valueOffset(), values, start, reply.valueLength());
        places[count] = place;
        outcomes[count] = reply.outcome();
        requestBytes[count] = request.recordEnd() - request.recordOffset();
        ends[count] = end;
        hops += reply.hops();
        count++;
    }

    void reset() {
        count = 0;
        hops = 0;
        if (values.length > KEPT_BYTES) {
            values = new byte[1024];
        }
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Names whoever waits for an answer. */
    public long place(int index) {
        return places[index];
    }

    /** One of {@link mpjdht.message.Answer}. */
    public int outcome(int index) {
        return outcomes[index];
    }

    /** Bytes of the request. */
    public int requestBytes(int index) {
        return requestBytes[index];
    }

    /** Array that holds the values. */
    public byte[] bytes() {
        return values;
    }

    /** Where the value of an answer begins. */
    public int offset(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Length of the value; 0 when there is none. */
    public int length(int index) {
        return ends[index] - offset(index);
    }

    /** Hops of all requests together. */
    long hops() {
        return hops;
    }

    /** Bytes of all values. */
    int valueBytes() {
        return offset(count);
    }
}
