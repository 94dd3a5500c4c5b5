package mpjdht.runtime;

/**
 * Where commands stand, in a long: the index of the file in the upper and the line in the lower bits; one bit says that it is the file of a table that
 * is read.
 */
final class Places {
    /** The place before the table that is read before the first command. */
    static final long BEGINNING = -1;

    private static final int FILE_SHIFT = 44;

    /** The line is one of the file of a table, or none when it is 0. */
    private static final long IN_TABLE = 1L << (Long.SIZE - 2);

    private static final long LINE_MASK = (1L << FILE_SHIFT) - 1;

    private Places() {}

    static long of(int file, long line) {
        return (long) file << FILE_SHIFT | line;
    }

    static long inTable(long line) {
        return IN_TABLE | line;
    }

    static boolean isInTable(long place) {
        return (place & IN_TABLE) != 0;
    }

    static int file(long place) {
        return (int) (place >>> FILE_SHIFT);
    }

    static long line(long place) {
        return place & LINE_MASK;
    }
}
