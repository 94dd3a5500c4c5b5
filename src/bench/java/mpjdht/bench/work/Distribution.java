package mpjdht.bench.work;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * Which keys a workload asks for.
 *
 * @param kind how keys are chosen
 * @param theta skew of ZIPF, above 0 and below 1; 0 for the others
 */
public record Distribution(Kind kind, double theta) {
    /** The ways to choose. */
    public enum Kind {
        /** All keys alike. */
        UNIFORM,
        /** The key of rank r with a probability proportional to r to the power of minus theta. */
        ZIPF,
        /** Every key in turn, and again from the first: the first {@code keys} commands are about different keys. */
        EACH
    }

    /** All keys alike. */
    public static final Distribution UNIFORM = new Distribution(Kind.UNIFORM, 0);

    /** Every key in turn. */
    public static final Distribution EACH = new Distribution(Kind.EACH, 0);

    /** Checks the skew. */
    public Distribution {
        if (kind == Kind.ZIPF && !(theta > 0 && theta < 1)) {
            throw new IllegalArgumentException("zipf:" + theta + "; right is a skew above 0 and below 1");
        }
    }

    /**
     * Reads {@code uniform}, {@code zipf:THETA} or {@code each}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Distribution parse(String text) {
        if (text.equals("uniform")) {
            return UNIFORM;
        }
        if (text.equals("each")) {
            return EACH;
        }
        if (text.startsWith("zipf:")) {
            try {
                return new Distribution(Kind.ZIPF, Double.parseDouble(text.substring("zipf:".length())));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' has no number behind zipf:; right is uniform, zipf:0.99 or each", e);
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no choice; right is uniform, zipf:0.99 or each");
    }

    /** What {@link #parse} reads. */
    public String text() {
        return switch (kind) {
            case UNIFORM -> "uniform";
            case ZIPF -> "zipf:" + theta;
            case EACH -> "each";
        };
    }

    /** A stream of key numbers, 0 to {@code keys - 1}. */
    IntSupplier keys(int keys, SplittableRandom random) {
        return switch (kind) {
            case UNIFORM -> () -> random.nextInt(keys);
            case ZIPF -> new ZipfKeys(keys, theta, random);
            case EACH -> new EachKey(keys);
        };
    }

    private static final class EachKey implements IntSupplier {
        private final int keys;
        private int next;

        EachKey(int keys) {
            this.keys = keys;
        }

        @Override
        public int getAsInt() {
            int key = next;
            next = key + 1 == keys ? 0 : key + 1;
            return key;
        }
    }
}
