package mpjdht.command;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes and numbers on their way to a stream, gathered in one block. Long runs of bytes go to the stream without being
 * copied. Every failure of the stream, a full disk or a closed pipe, is thrown to the writer.
 */
public final class ByteOutput implements Closeable, Flushable {
    private static final int BLOCK_BYTES = 128 << 10;
    private static final int MAX_DIGITS = 20;

    private final OutputStream stream;
    private final byte[] block;
    private final IdTexts idTexts = new IdTexts();
    private int size;

    /** Nothing on its way, in blocks of 128 KiB. */
    public ByteOutput(OutputStream stream) {
        this(stream, BLOCK_BYTES);
    }

    /** Nothing on its way, in blocks of so many bytes, or a few more. */
    public ByteOutput(OutputStream stream, int blockBytes) {
        this.stream = stream;
        block = new byte[Math.max(blockBytes, MAX_DIGITS)];
    }

    /** Writes the lowest eight bits. */
    public void write(int b) throws IOException {
        if (size == block.length) {
            drain();
        }
        block[size++] = (byte) b;
    }

    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > block.length - size) {
            drain();
            if (length >= block.length) {
                stream.write(bytes, offset, length);
                return;
            }
        }
        System.arraycopy(bytes, offset, block, size, length);
        size += length;
    }

    /** Writes an unsigned number in decimal. */
    public void writeUnsigned(long number) throws IOException {
        if (block.length - size < MAX_DIGITS) {
            drain();
        }
        long rest = number;
        int end = size + digits(number);
        int at = end;
        if (rest < 0) {
            rest = Long.divideUnsigned(number, 10);
            block[--at] = (byte) ('0' + number - rest * 10);
        }
        while (at > size) {
            long tenth = rest / 10;
            block[--at] = (byte) ('0' + rest - tenth * 10);
            rest = tenth;
        }
        size = end;
    }

    /** Writes an unsigned number in decimal that is likely to be written again soon: the id of a node. */
    public void writeId(long id) throws IOException {
        if (block.length - size < MAX_DIGITS) {
            drain();
        }
        int row = idTexts.find(id);
        if (row >= 0) {
            size = idTexts.copy(row, block, size);
        } else {
            int from = size;
            writeUnsigned(id);
            idTexts.keep(id, block, from, size);
        }
    }

    private static int digits(long number) {
        if (number < 0) {
            return Long.compareUnsigned(number, 1_000_000_000_000_000_000L * 10) >= 0 ? 20 : 19;
        }
        int digits = 1;
        for (long bound = 10; digits < 19 && number >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    private void drain() throws IOException {
        int filled = size;
        size = 0;
        stream.write(block, 0, filled);
    }

    @Override
    public void flush() throws IOException {
        drain();
        stream.flush();
    }

    /** Flushes and closes the stream, which is closed as well when flushing fails. */
    @Override
    public void close() throws IOException {
        try (stream) {
            flush();
        }
    }
}
