package mpjdht.sim;

import java.util.function.DoubleUnaryOperator;

/**
 * How long things take: a distribution of times in microseconds. It is kept as a table of quantiles, between which it is
 * linear. So a draw is a few integer operations, every distribution is capped by its last quantile, and what floating point
 * there is, in making the table, is {@link StrictMath}, which is the same on every JVM.
 */
public final class Latency {
    private static final int PARTS_BITS = 10;
    private static final int PARTS = 1 << PARTS_BITS;
    private static final int FRACTION_BITS = 20;

    /** The last quantile of a distribution without end: the one that 1 in 10,000 exceeds. */
    private static final double LAST_QUANTILE = 0.9999;

    private final String name;
    private final long[] quantiles = new long[PARTS + 1];

    private Latency(String name, DoubleUnaryOperator quantileMicros) {
        this.name = name;
        for (int i = 0; i <= PARTS; i++) {
            quantiles[i] = (long) quantileMicros.applyAsDouble((double) i / PARTS);
        }
    }

    /** Always the same time. */
    public static Latency constant(long micros) {
        return uniform(micros, micros).named("constant " + Micros.text(micros));
    }

    /** Every time from one to the other alike. */
    public static Latency uniform(long leastMicros, long mostMicros) {
        requireOrder(leastMicros, mostMicros);
        return new Latency(
                "uniform " + Micros.text(leastMicros) + " to " + Micros.text(mostMicros),
                p -> leastMicros + p * (mostMicros - leastMicros));
    }

    /** Exponential with this mean, and never longer than what 1 in 10,000 exceeds. */
    public static Latency exponential(long meanMicros) {
        requireOrder(1, meanMicros);
        return new Latency(
                "exponential, mean " + Micros.text(meanMicros),
                p -> -meanMicros * StrictMath.log(1 - StrictMath.min(p, LAST_QUANTILE)));
    }

    /**
     * Pareto with the shape 1.5, which has a long tail: most times are near the least, some are many times as long.
     *
     * @param leastMicros the shortest
     * @param mostMicros where the tail is cut
     */
    public static Latency longTailed(long leastMicros, long mostMicros) {
        requireOrder(leastMicros, mostMicros);
        return new Latency(
                "long-tailed " + Micros.text(leastMicros) + " to " + Micros.text(mostMicros),
                p -> p == 1
                        ? mostMicros
                        : StrictMath.min((double) mostMicros, leastMicros * StrictMath.pow(1 - p, -1 / 1.5)));
    }

    private static void requireOrder(long least, long most) {
        if (least < 0 || least > most || most > EventQueue.LAST_MICROS) {
            throw new IllegalArgumentException("a latency from " + least + " to " + most + " microseconds");
        }
    }

    private Latency named(String text) {
        long micros = quantiles[0];
        return new Latency(text, p -> micros);
    }

    /** Draws a time, in microseconds. */
    public long draw(SeededRandom random) {
        long bits = random.nextLong();
        int part = (int) (bits >>> (Long.SIZE - PARTS_BITS));
        long fraction = bits & ((1 << FRACTION_BITS) - 1);
        long low = quantiles[part];
        return low + (((quantiles[part + 1] - low) * fraction) >> FRACTION_BITS);
    }

    /** The longest time that can be drawn, in microseconds. */
    public long mostMicros() {
        return quantiles[PARTS];
    }

    @Override
    public String toString() {
        return name;
    }
}
