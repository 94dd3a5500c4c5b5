package mpjdht.command;

import mpjdht.message.Sizes;
import mpjdht.message.SwapRecord;

/**
 * What a command file may ask for: sizes, which are the same in every run, and the ranks and ids of this run.
 *
 * @param storageRanks number of storage ranks; they are 1 to {@code storageRanks}
 * @param lowestId lowest id on the circle, unsigned
 * @param highestId highest id on the circle, unsigned
 * @param keepsCopies whether keys have several copies, so that faults can be played
 */
public record Limits(int storageRanks, long lowestId, long highestId, boolean keepsCopies) {
    /** Most bytes of a key, 64 KiB; the fewest are 1. */
    public static final int MAX_KEY_BYTES = Sizes.MAX_KEY_BYTES;

    /** Most bytes of a value, 64 MiB; the fewest are 0. */
    public static final int MAX_VALUE_BYTES = Sizes.MAX_VALUE_BYTES;

    /** Most bytes of the old and the new value of a CAS together, 4 B less than those of a value. */
    public static final int MAX_SWAP_BYTES = SwapRecord.MAX_VALUES_BYTES;

    /** Most bytes of a line without its line end, 65 MiB. */
    public static final int MAX_LINE_BYTES = 65 << 20;

    /** Most bytes of the name of a file, which are those of a path on Linux. */
    static final int MAX_FILE_NAME_BYTES = 4095;

    /** Most milliseconds of a PAUSE, DELAY or WAIT, a day. */
    public static final long MAX_MILLIS = 86_400_000;
    /** Most hops that a FLOOD may go. */
    public static final int MAX_TTL = 1 << 20;

    /** The same, checked. */
    public Limits {
        if (storageRanks < 1) {
            throw new IllegalArgumentException("storageRanks is " + storageRanks + "; right is 1 or more");
        }
        if (Long.compareUnsigned(lowestId, highestId) > 0) {
            throw new IllegalArgumentException("lowestId " + Long.toUnsignedString(lowestId) + " is above highestId "
                    + Long.toUnsignedString(highestId));
        }
    }

    /** Limits of a job that keeps one copy of each key. */
    public Limits(int storageRanks, long lowestId, long highestId) {
        this(storageRanks, lowestId, highestId, false);
    }

    /** The rank that reads the commands, the last of the job; rank 0 is the head. */
    int commandRank() {
        return storageRanks + 1;
    }

    boolean isOnCircle(long id) {
        return Long.compareUnsigned(id, lowestId) >= 0 && Long.compareUnsigned(id, highestId) <= 0;
    }
}
