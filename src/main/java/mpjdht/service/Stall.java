package mpjdht.service;

import java.util.concurrent.TimeUnit;

/** Notices that somebody is waited for who moves hardly any bytes. */
public final class Stall {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LEAST_BYTES = 1024;

    private long sinceNanos;
    private long bytesThen;
    private boolean wasAwaited;

    /**
     * Looks again; to be called every second or so.
     *
     * @param nanos the time, as {@link System#nanoTime} tells it
     * @param isAwaited whether bytes have to move now
     * @param bytes how many have moved at all
     * @return whether they have been awaited for half a minute, and fewer than 1,024 came
     */
    public boolean isStuck(long nanos, boolean isAwaited, long bytes) {
        if (!isAwaited || !wasAwaited || bytes - bytesThen >= LEAST_BYTES) {
            wasAwaited = isAwaited;
            sinceNanos = nanos;
            bytesThen = bytes;
            return false;
        }
        return nanos - sinceNanos >= LIMIT_NANOS;
    }
}
