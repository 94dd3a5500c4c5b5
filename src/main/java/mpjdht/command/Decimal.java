package mpjdht.command;

/** Reads canonical unsigned decimal numbers: digits only, no leading zero. */
final class Decimal {
    private static final long LAST_SAFE = Long.divideUnsigned(-1L, 10);
    private static final int LAST_DIGIT = (int) Long.remainderUnsigned(-1L, 10);

    private long value;
    private boolean overflow;

    /** Reads {@code bytes[from..to)}; false when it is no such number. */
    boolean read(byte[] bytes, int from, int to) {
        value = 0;
        overflow = false;
        if (from == to || (bytes[from] == '0' && to - from > 1)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            int room = Long.compareUnsigned(value, LAST_SAFE);
            overflow |= room > 0 || (room == 0 && digit > LAST_DIGIT);
            value = value * 10 + digit;
        }
        return true;
    }

    /** The number read, unsigned; meaningless when {@link #overflow()}. */
    long value() {
        return value;
    }

    /** Whether the number needs more than 64 bits. */
    boolean overflow() {
        return overflow;
    }
}
