package mpjdht.command;

import java.io.IOException;
import java.util.List;

/** Entries as JSON lines: {@code {"key":"…","value":"…"}}; bytes that are not UTF-8, and long values, in base64 as {@code key_base64} and {@code value_base64}. */
final class JsonEntries implements TableWriter {
    /** Most bytes of a line that is read, 128 MiB; those that are written have less. */
    static final int MAX_LINE_BYTES = 128 << 20;

    /** Escaped, a byte becomes six at most. */
    private static final int MAX_TEXT_BYTES = 16 << 20;

    private static final byte[] KEY = Ascii.bytes("{\"key");
    private static final byte[] VALUE = Ascii.bytes(",\"value");
    private static final byte[] SIBLINGS = Ascii.bytes(",\"siblings\":[");
    private static final byte[] SIBLING = Ascii.bytes("{\"value");
    private static final byte[] END = Ascii.bytes("}\n");

    private final ByteOutput out;
    private final JsonText text;

    JsonEntries(ByteOutput out) {
        this.out = out;
        this.text = new JsonText(out);
    }

    @Override
    public void write(byte[] key, byte[] bytes, int offset, int length) throws IOException {
        text.writeBytes(KEY, key, 0, key.length);
        writeValue(VALUE, bytes, offset, length);
        out.write(END);
    }

    @Override
    public void writeSiblings(byte[] key, List<byte[]> values) throws IOException {
        text.writeBytes(KEY, key, 0, key.length);
        out.write(SIBLINGS);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            writeValue(SIBLING, values.get(i), 0, values.get(i).length);
            out.write('}');
        }
        out.write(']');
        out.write(END);
    }

    private void writeValue(byte[] name, byte[] bytes, int offset, int length) throws IOException {
        if (length > MAX_TEXT_BYTES) {
            text.writeInBase64(name, bytes, offset, length);
        } else {
            text.writeBytes(name, bytes, offset, length);
        }
    }
}
