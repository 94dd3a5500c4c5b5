package mpjdht.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Which of two values of a key is the newer one, as {@value #BYTES} bytes behind the value: a time of a Lamport clock (long; Lamport, CACM
 * 1978), who wrote it (int), and how many versions of the key there have been (30 bits), with a bit that is set when something of the state
 * can be pruned, and one when the key was deleted. The larger pair of time and writer is the newer; no writer has the same time twice.
 */
public final class Version {
    /** Length of a version. */
    public static final int BYTES = 16;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WRITER_AT = 8;
    private static final int EDITION_AT = 12;
    private static final int DELETED = Integer.MIN_VALUE;
    private static final int PRUNABLE = 1 << 30;

    /** Most versions of a key that are counted. */
    static final int MOST_EDITIONS = PRUNABLE - 1;

    private Version() {}

    /**
     * Writes a version.
     *
     * @param time of the writer's clock, at least 1
     * @param edition versions of the key so far, this one included; at least 1
     */
    public static void write(byte[] to, int at, long time, int writer, int edition, boolean deleted) {
        LONG.set(to, at, time);
        INT.set(to, at + WRITER_AT, writer);
        INT.set(to, at + EDITION_AT, deleted ? edition | DELETED : edition);
    }

    /** Time of the writer's clock. */
    public static long time(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Who wrote it. */
    public static int writer(byte[] bytes, int at) {
        return (int) INT.get(bytes, at + WRITER_AT);
    }

    /** How many versions of the key there had been, this one included, as far as the writer knew. */
    public static int edition(byte[] bytes, int at) {
        return (int) INT.get(bytes, at + EDITION_AT) & MOST_EDITIONS;
    }

    /** How many versions there have been after the next one; after the highest number they begin again. */
    static int editionAfter(byte[] bytes, int at) {
        return edition(bytes, at) % MOST_EDITIONS + 1;
    }

    /** Says that something of the state can be pruned once every replica has it. */
    static void markPrunable(byte[] to, int at) {
        INT.set(to, at + EDITION_AT, (int) INT.get(to, at + EDITION_AT) | PRUNABLE);
    }

    /** Whether something of the state, or all of it, can be forgotten once every replica has it: a tombstone, or what is to be pruned. */
    public static boolean isForgettable(byte[] bytes, int at) {
        return ((int) INT.get(bytes, at + EDITION_AT) & (DELETED | PRUNABLE)) != 0;
    }

    /** Whether the key was deleted: a tombstone. */
    public static boolean isTombstone(byte[] bytes, int at) {
        return (int) INT.get(bytes, at + EDITION_AT) < 0;
    }

    /** Compares the versions at two places: positive when the first is the newer. */
    public static int compare(byte[] a, int aAt, byte[] b, int bAt) {
        return compare(time(a, aAt), writer(a, aAt), time(b, bAt), writer(b, bAt));
    }

    /** Compares two versions: positive when the first is the newer. */
    public static int compare(long aTime, int aWriter, long bTime, int bWriter) {
        int times = Long.compare(aTime, bTime);
        return times != 0 ? times : Integer.compareUnsigned(aWriter, bWriter);
    }
}
