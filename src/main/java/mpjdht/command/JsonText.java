package mpjdht.command;

import java.io.IOException;

/** The inside of JSON strings. */
public final class JsonText {
    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");
    private static final byte[] UNICODE = Ascii.bytes("\\u00");
    private static final byte[] BASE64 =
            Ascii.bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private static final byte[] TEXT = Ascii.bytes("\":\"");
    private static final byte[] IN_BASE64 = Ascii.bytes("_base64\":\"");

    private final ByteOutput out;

    /** Strings that go to that output. */
    public JsonText(ByteOutput out) {
        this.out = out;
    }

    /** Writes valid UTF-8, escaping what JSON says must be escaped. */
    public void writeEscaped(byte[] bytes, int offset, int length) throws IOException {
        int to = offset + length;
        int plain = offset;
        for (int i = offset; i < to; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                out.write(bytes, plain, i - plain);
                writeEscape(b);
                plain = i + 1;
            }
        }
        out.write(bytes, plain, to - plain);
    }

    private void writeEscape(byte b) throws IOException {
        switch (b) {
            case '"', '\\' -> writePair(b);
            case '\n' -> writePair('n');
            case '\r' -> writePair('r');
            case '\t' -> writePair('t');
            default -> {
                out.write(UNICODE);
                out.write(HEX[b >> 4]);
                out.write(HEX[b & 0xF]);
            }
        }
    }

    private void writePair(int second) throws IOException {
        out.write('\\');
        out.write(second);
    }

    /**
     * Writes a member: text where its bytes are UTF-8, and else base64 under a name that says so.
     *
     * @param name all that stands before the value, but for the end of its name and the quote that closes it
     */
    void writeBytes(byte[] name, byte[] bytes, int offset, int length) throws IOException {
        if (!Utf8.isValid(bytes, offset, length)) {
            writeInBase64(name, bytes, offset, length);
            return;
        }
        out.write(name);
        out.write(TEXT);
        writeEscaped(bytes, offset, length);
        out.write('"');
    }

    /** Writes a member in base64, under a name that says so. */
    void writeInBase64(byte[] name, byte[] bytes, int offset, int length) throws IOException {
        out.write(name);
        out.write(IN_BASE64);
        writeBase64(bytes, offset, length);
        out.write('"');
    }

    /** Writes any bytes in base64; a part of more of them has three, six, nine … */
    public void writeBase64(byte[] bytes, int offset, int length) throws IOException {
        int to = offset + length;
        for (int i = offset; i < to; i += 3) {
            int left = to - i;
            int bits = (bytes[i] & 0xFF) << 16;
            bits |= left > 1 ? (bytes[i + 1] & 0xFF) << 8 : 0;
            bits |= left > 2 ? bytes[i + 2] & 0xFF : 0;
            out.write(BASE64[bits >> 18]);
            out.write(BASE64[bits >> 12 & 0x3F]);
            out.write(left > 1 ? BASE64[bits >> 6 & 0x3F] : '=');
            out.write(left > 2 ? BASE64[bits & 0x3F] : '=');
        }
    }
}
