package mpjdht.service;

/** Bytes of the requests that doors have asked for and that have no answer yet. While there are too many, doors read no further. */
public final class AskedBytes {
    private static final long MOST = 64 << 20;

    private long bytes;

    /** Whether another request may be asked for, whatever its size. */
    public boolean hasRoom() {
        return bytes < MOST;
    }

    /** How many there are. */
    public long count() {
        return bytes;
    }

    /** A request of so many bytes has been asked for. */
    public void asked(int count) {
        bytes += count;
    }

    /** A request of so many bytes has been answered. */
    public void answered(int count) {
        bytes -= count;
    }
}
