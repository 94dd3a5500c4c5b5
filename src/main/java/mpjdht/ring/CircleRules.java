package mpjdht.ring;

/**
 * The two rules of the circle on which Chord stands or falls: what lies between two places, and where a finger begins.
 * Distances are taken clockwise in unsigned 64 bits, so wrapping needs no case of its own. Tests plant bugs by overriding.
 */
public class CircleRules {
    /** The rules as they should be. */
    public static final CircleRules EXACT = new CircleRules();

    /** Makes the rules; {@link #EXACT} serves all who do not change them. */
    protected CircleRules() {}

    /**
     * Tells whether one gets from {@code a} clockwise to {@code x} before {@code b}: the open interval {@code (a, b)}. When
     * both ends are the same, it is the whole circle but for them.
     */
    public boolean between(long a, long x, long b) {
        return Long.compareUnsigned(x - a - 1, b - a - 1) < 0;
    }

    /** Tells whether {@code x} lies in the half-open interval {@code (a, b]}, as {@link Arc#contains} does. */
    public final boolean inArc(long a, long x, long b) {
        return x == b || between(a, x, b);
    }

    /**
     * The place {@code 2^finger} after {@code self} on the circle from {@code lowest} to {@code highest}.
     *
     * @param finger number of the finger, from 0; {@code 2^finger} is less than the size of the circle
     */
    public long fingerStart(long self, int finger, long lowest, long highest) {
        long step = 1L << finger;
        long room = highest - self;
        return Long.compareUnsigned(step, room) <= 0 ? self + step : lowest + (step - room - 1);
    }
}
