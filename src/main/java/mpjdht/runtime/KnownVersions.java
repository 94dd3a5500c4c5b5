package mpjdht.runtime;

import mpjdht.store.Version;

/**
 * The newest versions of keys of which a client has heard, where the last writer wins. Bounded: of two keys in one place the one that was heard of last is known. Keys
 * with the same hash are taken for one.
 */
final class KnownVersions {
    private static final int PLACES = 1 << 13;
    private static final int DELETED = Integer.MIN_VALUE;

    /** Of each place a hash in the upper half of a number, and in the lower one how many versions there had been, with a bit when the key was deleted; then the time. */
    private final long[] known = new long[2 * PLACES];

    /**
     * A version of a key is heard of, or that nothing is known of it.
     *
     * @param bytes array with a {@link Version}, whose time is 0 when nothing is known
     * @return by how many versions that is older than the newest that was heard of: at least one if it is older. Versions are no longer counted from the first one when a deleted key has been
     *     forgotten
     */
    int behind(int hash, byte[] bytes, int at) {
        int place = 2 * ((hash ^ hash >>> Short.SIZE) & (PLACES - 1));
        long time = Version.time(bytes, at);
        int edition = Version.edition(bytes, at);
        long content = known[place];
        if ((int) (content >>> Integer.SIZE) != hash || time >= known[place + 1]) {
            int flags = Version.isTombstone(bytes, at) ? DELETED : 0;
            known[place] = (long) hash << Integer.SIZE | ((edition | flags) & 0xffff_ffffL);
            known[place + 1] = time;
            return 0;
        }
        boolean isForgotten = time == 0 && (int) content < 0;
        return isForgotten ? 0 : Math.max(1, ((int) content & ~DELETED) - edition);
    }
}
