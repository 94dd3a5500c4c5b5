package mpjdht.experiment.lab;

import java.util.Arrays;

/** How often each whole number from 0 on was seen. */
public final class Histogram {
    private static final int HUNDRED = 100;

    private long[] counts = new long[16];
    private long total;
    private long sum;
    private int most = -1;

    /** The numbers of an array. */
    public static Histogram of(int... values) {
        Histogram histogram = new Histogram();
        for (int value : values) {
            histogram.add(value, 1);
        }
        return histogram;
    }

    /** Counts a number, at least 0, {@code times} times more. */
    public void add(int value, long times) {
        if (value >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(value + 1, 2 * counts.length));
        }
        counts[value] += times;
        total += times;
        sum += value * times;
        most = Math.max(most, value);
    }

    /** Counts all that another has counted. */
    public void add(Histogram other) {
        for (int value = 0; value <= other.most; value++) {
            add(value, other.counts[value]);
        }
    }

    /** How many numbers were counted. */
    public long total() {
        return total;
    }

    /** How often a number was seen. */
    public long count(int value) {
        return value <= most ? counts[value] : 0;
    }

    /** The share of the numbers that are {@code from} or above and below {@code to}. */
    public double share(int from, int to) {
        long inside = 0;
        for (int value = from; value < Math.min(to, most + 1); value++) {
            inside += counts[value];
        }
        return (double) inside / total;
    }

    /** The mean, not a number when nothing was counted. */
    public double mean() {
        return (double) sum / total;
    }

    /** The largest number seen, or -1. */
    public int most() {
        return most;
    }

    /**
     * The least number such that at least {@code percent} of a hundred are not above it (nearest rank).
     *
     * @param percent 1 to 100
     */
    public int percentile(int percent) {
        if (total == 0) {
            throw new IllegalStateException("no numbers, so no percentile");
        }
        long rank = (total * percent + HUNDRED - 1) / HUNDRED;
        int value = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[value]) {
            value++;
        }
        return value;
    }
}
