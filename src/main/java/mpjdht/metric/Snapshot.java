package mpjdht.metric;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What one rank, or several together, had counted at a moment; nobody changes it. */
public final class Snapshot {
    /** Kinds of messages are below this. */
    static final int KINDS = 64;

    /** Operations of requests are below this. */
    static final int OPERATIONS = 16;

    /** Nothing was counted. */
    public static final Snapshot NONE = new RankMetrics().snapshot();

    /** Those that are 0 are not in it. */
    private final Map<Figure, Long> figures = new EnumMap<>(Figure.class);

    private final long[] messages;
    private final long[] bytes;
    private final RequestFigures[] requests;

    Snapshot(Map<Figure, Long> figures, long[] messages, long[] bytes, RequestFigures[] requests) {
        this.figures.putAll(figures);
        this.messages = messages;
        this.bytes = bytes;
        this.requests = requests;
    }

    /** How much there was of a figure. */
    public long of(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    /** The kinds of messages that were sent, as {@link mpjdht.message.MessageKind} numbers them. */
    public List<Integer> kinds() {
        return IntStream.range(0, KINDS)
                .filter(kind -> messages[kind] > 0)
                .boxed()
                .toList();
    }

    /** How many messages of a kind were sent. */
    public long messages(int kind) {
        return messages[kind];
    }

    /** Their bytes. */
    public long bytes(int kind) {
        return bytes[kind];
    }

    /** How many messages of all kinds were sent. */
    public long messages() {
        return Arrays.stream(messages).sum();
    }

    /** Their bytes. */
    public long bytes() {
        return Arrays.stream(bytes).sum();
    }

    /** The operations that were asked for, as {@link mpjdht.message.Operation} numbers them. */
    public List<Integer> operations() {
        return IntStream.range(0, OPERATIONS)
                .filter(operation -> !requests[operation].isNone())
                .boxed()
                .toList();
    }

    /** How the requests of an operation fared. */
    public RequestFigures requests(int operation) {
        return requests[operation];
    }

    /** What this and another one had counted together. */
    public Snapshot plus(Snapshot other) {
        RequestFigures[] both = new RequestFigures[OPERATIONS];
        Arrays.setAll(both, operation -> requests[operation].plus(other.requests[operation]));
        Map<Figure, Long> sums = new EnumMap<>(Figure.class);
        sums.putAll(figures);
        other.figures.forEach((figure, more) -> sums.merge(figure, more, Long::sum));
        return new Snapshot(sums, sum(messages, other.messages), sum(bytes, other.bytes), both);
    }

    private static long[] sum(long[] some, long[] others) {
        long[] sum = some.clone();
        Arrays.setAll(sum, i -> some[i] + others[i]);
        return sum;
    }

    /**
     * The bytes of the snapshot, little-endian: a long for each figure; how many kinds of messages were sent (int), and for each its number
     * (int), messages and bytes (long each); how many operations were asked for (int), and for each its number (int), how many were done and
     * failed (long each), hops and latency. Of a distribution: how many numbers (int), and for each the number and how often it was met (long each).
     */
    public byte[] encode() {
        List<Integer> sent = kinds();
        List<Integer> asked = operations();
        int length = Long.BYTES * Figure.values().length
                + Integer.BYTES
                + sent.size() * (Integer.BYTES + 2 * Long.BYTES)
                + Integer.BYTES
                + asked.stream()
                        .mapToInt(operation -> Integer.BYTES + requests[operation].encodedBytes())
                        .sum();
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (Figure figure : Figure.values()) {
            out.putLong(of(figure));
        }
        out.putInt(sent.size());
        sent.forEach(kind -> out.putInt(kind).putLong(messages[kind]).putLong(bytes[kind]));
        out.putInt(asked.size());
        for (int operation : asked) {
            requests[operation].encode(out.putInt(operation));
        }
        return out.array();
    }

    /**
     * Reads a snapshot.
     *
     * @throws IllegalArgumentException if these are not the bytes of one
     */
    public static Snapshot decode(byte[] encoded) {
        ByteBuffer in = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        long[] messages = new long[KINDS];
        long[] bytes = new long[KINDS];
        RequestFigures[] requests = new RequestFigures[OPERATIONS];
        Arrays.fill(requests, RequestFigures.NONE);
        try {
            for (Figure figure : Figure.values()) {
                long count = in.getLong();
                if (count > 0) {
                    figures.put(figure, count);
                }
            }
            for (int left = below(in.getInt(), KINDS); left > 0; left--) {
                int kind = below(in.getInt(), KINDS);
                messages[kind] = in.getLong();
                bytes[kind] = in.getLong();
            }
            for (int left = below(in.getInt(), OPERATIONS); left > 0; left--) {
                int operation = below(in.getInt(), OPERATIONS);
                requests[operation] = RequestFigures.decode(in);
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("metrics are cut off after " + encoded.length + " bytes", e);
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes behind metrics");
        }
        return new Snapshot(figures, messages, bytes, requests);
    }

    private static int below(int number, int limit) {
        if (number < 0 || number >= limit) {
            throw new IllegalArgumentException("metrics name " + number + "; right is less than " + limit);
        }
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot same
                && figures.equals(same.figures)
                && Arrays.equals(messages, same.messages)
                && Arrays.equals(bytes, same.bytes)
                && Arrays.equals(requests, same.requests);
    }

    @Override
    public int hashCode() {
        return figures.hashCode() + 31 * Arrays.hashCode(messages);
    }

    @Override
    public String toString() {
        return messages() + " messages of " + bytes() + " bytes";
    }
}
