package mpjdht.command;

import java.util.Arrays;

/**
 * Characters that cannot be seen, or not be told from a space: controls, spaces but U+0020, separators of lines and paragraphs,
 * bidirectional and zero-width marks, fillers, tags (Unicode 15). Variation selectors and combining marks change how a
 * visible character looks, and are none of them. A table, because what the JDK says depends on its version.
 */
final class InvisibleCharacters {
    /** First and last of each range, in order. */
    private static final int[] RANGES = {
        0x0000, 0x001F, 0x007F, 0x00A0, 0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x1680, 0x1680,
        0x17B4, 0x17B5, 0x180E, 0x180E, 0x2000, 0x200F, 0x2028, 0x202F, 0x205F, 0x206F, 0x2800, 0x2800, 0x3000, 0x3000,
        0x3164, 0x3164, 0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000,
        0xE00FF, 0xE01F0, 0xE0FFF
    };

    private InvisibleCharacters() {}

    static boolean contains(int codePoint) {
        int at = Arrays.binarySearch(RANGES, codePoint);
        // Between two numbers of the table, it lies in a range when the first of them begins one.
        return at >= 0 || (-at - 1) % 2 == 1;
    }
}
