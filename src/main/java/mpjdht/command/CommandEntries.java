package mpjdht.command;

import java.io.IOException;
import java.util.List;

/**
 * Entries as commands: {@code PUT key value}, bare or quoted as {@link BareText} says. The line of a value of any bytes must not become too long, so a long
 * one comes in pieces, the first by PUT and the others by APPEND.
 */
final class CommandEntries implements TableWriter {
    /** Quoted, a byte becomes four at most. */
    static final int PIECE_BYTES = 15 << 20;

    private static final byte[] PUT = Ascii.bytes("PUT ");
    private static final byte[] APPEND = Ascii.bytes("APPEND ");

    private final ByteOutput out;

    CommandEntries(ByteOutput out) {
        this.out = out;
    }

    @Override
    public void write(byte[] key, byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        do {
            int piece = Math.min(PIECE_BYTES, length - done);
            out.write(done == 0 ? PUT : APPEND);
            BareText.writeKey(out, key, 0, key.length);
            out.write(' ');
            BareText.writeValue(out, bytes, offset + done, piece);
            out.write('\n');
            done += piece;
        } while (done < length);
    }

    @Override
    public void writeSiblings(byte[] key, List<byte[]> values) throws IOException {
        throw NotExportableException.severalValues(key);
    }
}
