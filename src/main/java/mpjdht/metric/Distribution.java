package mpjdht.metric;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** How often numbers were met; nobody changes it. */
public final class Distribution {
    /** No number was met. */
    public static final Distribution NONE = new Distribution(new long[0], new long[0]);

    /** Most different numbers: what a histogram of three digits tells apart. */
    private static final int MOST = 1 << 16;

    private final long[] numbers;
    private final long[] counts;

    private Distribution(long[] numbers, long[] counts) {
        this.numbers = numbers;
        this.counts = counts;
    }

    /** Gathers numbers that grow. */
    static final class Builder {
        private long[] numbers = new long[16];
        private long[] counts = new long[16];
        private int size;

        void add(long number, long count) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            numbers[size] = number;
            counts[size] = count;
            size++;
        }

        Distribution build() {
            return new Distribution(Arrays.copyOf(numbers, size), Arrays.copyOf(counts, size));
        }
    }

    /** How many different numbers were met. */
    public int size() {
        return numbers.length;
    }

    /** One of them, counted from the smallest. */
    public long number(int index) {
        return numbers[index];
    }

    /** How often it was met. */
    public long count(int index) {
        return counts[index];
    }

    /** How many numbers were met. */
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /** The greatest; 0 when none was met. */
    public long max() {
        return numbers.length == 0 ? 0 : numbers[numbers.length - 1];
    }

    /** All of them together. */
    public long sum() {
        long sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            sum += numbers[i] * counts[i];
        }
        return sum;
    }

    /** Their mean; 0 when none was met. */
    public double mean() {
        return numbers.length == 0 ? 0 : (double) sum() / count();
    }

    /**
     * The smallest number that so many are not above; 0 when none was met.
     *
     * @param percent how many, more than 0 and up to 100
     */
    public long percentile(double percent) {
        long wanted = Math.max(1, (long) Math.ceil(percent / 100 * count()));
        long met = 0;
        for (int i = 0; i < numbers.length; i++) {
            met += counts[i];
            if (met >= wanted) {
                return numbers[i];
            }
        }
        return max();
    }

    /** What this and another one have met together. */
    public Distribution plus(Distribution other) {
        Builder all = new Builder();
        int mine = 0;
        int theirs = 0;
        while (mine < size() || theirs < other.size()) {
            boolean takesMine = theirs == other.size() || (mine < size() && numbers[mine] <= other.numbers[theirs]);
            boolean takesTheirs = mine == size() || (theirs < other.size() && other.numbers[theirs] <= numbers[mine]);
            long number = takesMine ? numbers[mine] : other.numbers[theirs];
            all.add(number, (takesMine ? counts[mine] : 0) + (takesTheirs ? other.counts[theirs] : 0));
            mine += takesMine ? 1 : 0;
            theirs += takesTheirs ? 1 : 0;
        }
        return all.build();
    }

    int encodedBytes() {
        return Integer.BYTES + 2 * Long.BYTES * size();
    }

    void encode(ByteBuffer out) {
        out.putInt(size());
        for (int i = 0; i < size(); i++) {
            out.putLong(numbers[i]).putLong(counts[i]);
        }
    }

    static Distribution decode(ByteBuffer in) {
        int size = in.getInt();
        if (size < 0 || size > MOST || size > in.remaining() / (2 * Long.BYTES)) {
            throw new IllegalArgumentException(
                    "a distribution of " + size + " numbers, for which " + in.remaining() + " bytes are there");
        }
        Builder builder = new Builder();
        for (int i = 0; i < size; i++) {
            builder.add(in.getLong(), in.getLong());
        }
        return builder.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distribution same
                && Arrays.equals(numbers, same.numbers)
                && Arrays.equals(counts, same.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers) + 31 * Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return count() + " numbers up to " + max();
    }
}
