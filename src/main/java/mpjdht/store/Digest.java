package mpjdht.store;

/**
 * What some keys and their versions come to, independent of their order.
 *
 * @param sum of the digests of the keys, modulo 2^64
 * @param keys number of the keys, deleted ones included as long as they are remembered
 */
public record Digest(long sum, int keys) {
    /** That of no keys. */
    public static final Digest NONE = new Digest(0, 0);

    /** That of these keys and other ones together. */
    public Digest and(Digest others) {
        return new Digest(sum + others.sum, keys + others.keys);
    }

    /** The digest of one version of one key: its bits well mixed, so that sums differ where versions do. */
    static long of(int hash, long position, long time, int writer) {
        long mixed = mix(position ^ (((long) hash << 32) | (writer & 0xffff_ffffL)));
        return mix(mixed + time);
    }

    /** A finaliser of 64 bits with full avalanche (Stafford's variant 13 of MurmurHash3's). */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
