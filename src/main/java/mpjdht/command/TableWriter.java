package mpjdht.command;

import java.io.IOException;
import java.util.List;

/** Writes the entries of a table, each so that a {@link TableFile#reader} gives the same key and value back, whatever their bytes. */
public interface TableWriter {
    /**
     * Writes an entry.
     *
     * @param key its bytes, 1 to {@link Limits#MAX_KEY_BYTES}
     * @param bytes hold the value from {@code offset} on
     * @param length of the value, 0 to {@link Limits#MAX_VALUE_BYTES}
     * @throws IOException when it cannot be written
     */
    void write(byte[] key, byte[] bytes, int offset, int length) throws IOException;

    /**
     * Writes a key that has several values side by side.
     *
     * @throws IOException when it cannot be written; {@link NotExportableException} when this format cannot tell such a key
     */
    void writeSiblings(byte[] key, List<byte[]> values) throws IOException;
}
