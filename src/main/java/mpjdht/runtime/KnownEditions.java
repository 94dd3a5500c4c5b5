package mpjdht.runtime;

/**
 * The newest versions of keys of which a client has heard, by how many versions of the key there had been. Bounded: of two keys in one
 * place the one that was heard of last is known. Keys with the same hash are taken for one.
 */
final class KnownEditions {
    private static final int PLACES = 1 << 14;

    /** A hash in the upper half, and the number of versions in the lower one. */
    private final long[] known = new long[PLACES];

    /**
     * A version of a key is heard of.
     *
     * @param edition how many versions of the key there had been, this one included; 0 when nothing is known of the key
     * @return by how many it is older than the newest that is known
     */
    int behind(int hash, int edition) {
        int place = (hash ^ hash >>> Short.SIZE) & (PLACES - 1);
        long content = known[place];
        int newest = (int) (content >>> Integer.SIZE) == hash ? (int) content : edition;
        known[place] = (long) hash << Integer.SIZE | Math.max(newest, edition);
        return Math.max(0, newest - edition);
    }
}
