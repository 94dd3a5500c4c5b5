package mpjdht.command;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at bytes eight at a time. A test sets the highest bit of every byte it hits in a long; the lowest of them is
 * exact, which is all that a search needs.
 */
final class Octets {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE_1 = 0x0101010101010101L;
    private static final long EACH_BYTE_HIGH_BIT = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * EACH_BYTE_1;
    private static final long BEHIND_LINE_BREAKS = ('\r' + 1) * EACH_BYTE_1;
    private static final long SPACES = ' ' * EACH_BYTE_1;
    private static final long TABS = '\t' * EACH_BYTE_1;
    private static final long FIRST_VISIBLE = '!' * EACH_BYTE_1;

    private Octets() {}

    /** The first line feed in {@code bytes[from..to)}, or {@code to}. */
    static int lineFeed(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long hits = zeros(at(bytes, i) ^ LINE_FEEDS);
            if (hits != 0) {
                return i + first(hits);
            }
        }
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** The first line feed or carriage return in {@code bytes[from..to)}, or {@code to}. */
    static int lineBreak(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            long octet = at(bytes, i);
            // One test finds both, and the few control bytes below them, which are rare.
            long hits = (octet - BEHIND_LINE_BREAKS) & ~octet & EACH_BYTE_HIGH_BIT;
            if (hits == 0) {
                i += Long.BYTES;
                continue;
            }
            i += first(hits);
            if (isLineBreak(bytes[i])) {
                return i;
            }
            i++;
        }
        while (i < to && !isLineBreak(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isLineBreak(byte b) {
        return b == '\n' || b == '\r';
    }

    /** The first space or tab in {@code bytes[from..to)}, or {@code to}. */
    static int white(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long octet = at(bytes, i);
            long hits = zeros(octet ^ SPACES) | zeros(octet ^ TABS);
            if (hits != 0) {
                return i + first(hits);
            }
        }
        while (i < to && !Syntax.isWhite(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The first byte in {@code bytes[from..to)} that is no visible ASCII, or {@code to}; a space is not visible. */
    static int invisible(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long octet = at(bytes, i);
            // Subtracting from bytes with their highest bit set never borrows from the next one.
            long tooLow = ~((octet | EACH_BYTE_HIGH_BIT) - FIRST_VISIBLE);
            long hits = (octet | (octet + EACH_BYTE_1) | tooLow) & EACH_BYTE_HIGH_BIT;
            if (hits != 0) {
                return i + first(hits);
            }
        }
        while (i < to && bytes[i] > ' ' && bytes[i] < 0x7F) {
            i++;
        }
        return i;
    }

    private static long at(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    private static long zeros(long octet) {
        return (octet - EACH_BYTE_1) & ~octet & EACH_BYTE_HIGH_BIT;
    }

    private static int first(long hits) {
        return Long.numberOfTrailingZeros(hits) >>> 3;
    }
}
