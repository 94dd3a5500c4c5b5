package mpjdht.command;

/**
 * The decimal texts of the ids seen last. Results name the same few nodes over and over, and twenty digits are twenty
 * divisions. Each id has one row where its text can be; the id seen last keeps it.
 */
final class IdTexts {
    private static final int ROW_BITS = 8;
    private static final int ROW_BYTES = 24;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final long[] ids = new long[1 << ROW_BITS];
    private final byte[] lengths = new byte[1 << ROW_BITS];
    private final byte[] texts = new byte[ROW_BYTES << ROW_BITS];

    /** The row with the text of an id, or -1 when there is none. */
    int find(long id) {
        int row = row(id);
        return ids[row] == id && lengths[row] > 0 ? row : -1;
    }

    /** Copies the text of a row; returns where it ends. */
    int copy(int row, byte[] to, int at) {
        System.arraycopy(texts, row * ROW_BYTES, to, at, lengths[row]);
        return at + lengths[row];
    }

    /** Keeps the text of an id, {@code bytes[from..to)}. */
    void keep(long id, byte[] bytes, int from, int to) {
        int row = row(id);
        ids[row] = id;
        lengths[row] = (byte) (to - from);
        System.arraycopy(bytes, from, texts, row * ROW_BYTES, to - from);
    }

    private static int row(long id) {
        return (int) ((id * GOLDEN_RATIO) >>> (Long.SIZE - ROW_BITS));
    }
}
