package mpjdht.ring;

/**
 * Where a key lies: its position on the circle, and the hash by which tables find it. A mutable carrier that
 * its owner uses again for every key, so that locating a key makes no object.
 */
public final class KeyPlace {
    private long position;
    private int hash;

    /** Position on the circle, unsigned. */
    public long position() {
        return position;
    }

    /** Hash of the key's bytes; evenly spread over 32 bits whatever the circle's size. */
    public int hash() {
        return hash;
    }

    void set(long newPosition, int newHash) {
        position = newPosition;
        hash = newHash;
    }
}
