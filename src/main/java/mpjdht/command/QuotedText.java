package mpjdht.command;

import java.io.IOException;

/** Quoted strings: {@code "…"} with {@code \" \\ \n \r \t \xHH}, read in place and printed so that they read back. */
final class QuotedText {
    /** What {@link #read} found. */
    enum Result {
        OK,
        UNCLOSED,
        BAD_ESCAPE
    }

    private static final byte[] HEX = Ascii.bytes("0123456789ABCDEF");

    private int length;
    private int position;

    /** Decoded bytes of the last string read; they begin one past its opening quote. */
    int length() {
        return length;
    }

    /** After OK, one past the closing quote; after BAD_ESCAPE, the backslash. */
    int position() {
        return position;
    }

    /**
     * Decodes the string whose opening quote is at {@code open}. Decoding only shortens, so the result takes the place
     * of the text, which is lost.
     */
    Result read(byte[] bytes, int open, int to) {
        int from = open + 1;
        int i = from;
        while (i < to && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        int out = i;
        while (i < to) {
            byte b = bytes[i];
            if (b == '"') {
                length = out - from;
                position = i + 1;
                return Result.OK;
            }
            if (b != '\\') {
                bytes[out++] = b;
                i++;
                continue;
            }
            if (i + 1 == to) {
                return Result.UNCLOSED;
            }
            int decoded = unescape(bytes, i, to);
            if (decoded < 0) {
                position = i;
                return Result.BAD_ESCAPE;
            }
            bytes[out++] = (byte) decoded;
            i += bytes[i + 1] == 'x' ? 4 : 2;
        }
        return Result.UNCLOSED;
    }

    private static int unescape(byte[] bytes, int backslash, int to) {
        return switch (bytes[backslash + 1]) {
            case '"' -> '"';
            case '\\' -> '\\';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'x' -> unescapeHex(bytes, backslash + 2, to);
            default -> -1;
        };
    }

    private static int unescapeHex(byte[] bytes, int digits, int to) {
        if (digits + 2 > to) {
            return -1;
        }
        int high = Syntax.hexDigit(bytes[digits]);
        int low = Syntax.hexDigit(bytes[digits + 1]);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Prints bytes as a quoted string; what is printable UTF-8 stays as it is. */
    static void write(ByteOutput out, byte[] bytes, int offset, int length) throws IOException {
        out.write('"');
        int to = offset + length;
        int plain = offset;
        int i = offset;
        while (i < to) {
            byte b = bytes[i];
            int size = b == '"' || b == '\\' ? 0 : Utf8.printableLength(bytes, i, to);
            if (size > 0) {
                i += size;
                continue;
            }
            out.write(bytes, plain, i - plain);
            writeEscape(out, b);
            plain = ++i;
        }
        out.write(bytes, plain, to - plain);
        out.write('"');
    }

    private static void writeEscape(ByteOutput out, byte b) throws IOException {
        out.write('\\');
        switch (b) {
            case '"', '\\' -> out.write(b);
            case '\n' -> out.write('n');
            case '\r' -> out.write('r');
            case '\t' -> out.write('t');
            default -> {
                out.write('x');
                out.write(HEX[b >> 4 & 0xF]);
                out.write(HEX[b & 0xF]);
            }
        }
    }
}
