package mpjdht.sim;

/**
 * The one source of chance in a simulation: SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators",
 * OOPSLA 2014), written out, so that a seed means the same on every JVM and in every year.
 */
public final class SeededRandom {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final long MILLION = 1_000_000;

    private long state;

    /** A stream that the seed decides. */
    public SeededRandom(long seed) {
        this.state = seed;
    }

    /**
     * Another stream, which depends on this one's state and on its purpose, and does not move this one on: what one part of
     * a simulation draws is not changed by how much another part draws.
     */
    public SeededRandom split(long purpose) {
        return new SeededRandom(mixed(mixed(state) ^ (purpose * GOLDEN_GAMMA)));
    }

    /** 64 random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** A number from 0 to {@code bound - 1}. */
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** A number from {@code least} to {@code most}, both included and at most 2^62 apart. */
    public long between(long least, long most) {
        // The remainder favours small numbers, by less than one in 2^63 / (most - least).
        return least + (nextLong() >>> 1) % (most - least + 1);
    }

    /** Whether something happens that does so in this many of a million cases. */
    public boolean happens(int perMillion) {
        return perMillion > 0 && (((nextLong() >>> 32) * MILLION) >>> 32) < perMillion;
    }

    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
