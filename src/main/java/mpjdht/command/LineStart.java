package mpjdht.command;

/** The first bytes of one line, as many as a message shows. */
final class LineStart {
    private static final int MAX_BYTES = 512;
    private static final int MAX_CHARS = 120;

    private final byte[] bytes = new byte[MAX_BYTES];
    private int size;
    private boolean lineEnd;

    void clear() {
        size = 0;
        lineEnd = false;
    }

    void copy(LineStart other) {
        System.arraycopy(other.bytes, 0, bytes, 0, other.size);
        size = other.size;
        lineEnd = other.lineEnd;
    }

    boolean wantsMore() {
        return !lineEnd && size < MAX_BYTES;
    }

    boolean isWholeOrNone() {
        return lineEnd || size == 0;
    }

    /** Adds what still belongs to the line, its line feed included; the rest is passed over. */
    void addLine(byte[] more, int from, int to) {
        int room = Math.min(to - from, MAX_BYTES - size);
        for (int i = from; i < from + room && !lineEnd; i++) {
            bytes[size++] = more[i];
            lineEnd = more[i] == '\n';
        }
    }

    /**
     * The line for a message, or null when there is not a byte of it.
     *
     * @param withoutLineEnd whether to leave out the line feed, where there is one
     */
    String text(boolean withoutLineEnd) {
        int end = withoutLineEnd && lineEnd ? size - 1 : size;
        return size == 0 ? null : Preview.of(bytes, 0, end, MAX_CHARS);
    }
}
