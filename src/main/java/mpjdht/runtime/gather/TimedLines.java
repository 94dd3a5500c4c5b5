package mpjdht.runtime.gather;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The lines of one client's history, each of which ends with the time of its event: {@code "time_ns":123}} and a line end. A line
 * that was cut off, because its client came no further, is left out.
 */
final class TimedLines {
    private static final int BLOCK_BYTES = 32 << 10;
    private static final int LINE_END = '\n';
    private static final int OBJECT_END = '}';

    private final int number;
    private final InputStream in;
    private byte[] bytes = new byte[BLOCK_BYTES];
    /** Where the line begins, where it ends, and where the bytes that have been read end. */
    private int begin;

    private int end;
    private int filled;
    private long time;

    /**
     * Before the first line.
     *
     * @param number comes first among those of one time if it is smaller
     */
    TimedLines(int number, InputStream in) {
        this.number = number;
        this.in = in;
    }

    /** Reads the next line; false when there is none. */
    boolean next() throws IOException {
        begin = end;
        while (true) {
            while (end < filled) {
                if (bytes[end++] == LINE_END) {
                    time = readTime();
                    return true;
                }
            }
            if (!fill()) {
                return false;
            }
        }
    }

    private boolean fill() throws IOException {
        int kept = filled - begin;
        byte[] room = kept + BLOCK_BYTES > bytes.length ? new byte[2 * kept + BLOCK_BYTES] : bytes;
        System.arraycopy(bytes, begin, room, 0, kept);
        bytes = room;
        begin = 0;
        end = kept;
        filled = kept;
        int count = in.read(bytes, kept, bytes.length - kept);
        filled += Math.max(count, 0);
        return count > 0;
    }

    private long readTime() throws IOException {
        int at = end - 2;
        if (at < begin || bytes[at] != OBJECT_END) {
            throw new IOException("a line of a history that ends without a time");
        }
        long value = 0;
        long factor = 1;
        for (at--; at >= begin && bytes[at] >= '0' && bytes[at] <= '9'; at--) {
            value += factor * (bytes[at] - '0');
            factor *= 10;
        }
        return at >= begin && bytes[at] == '-' ? -value : value;
    }

    int number() {
        return number;
    }

    long time() {
        return time;
    }

    void write(OutputStream out) throws IOException {
        out.write(bytes, begin, end - begin);
    }
}
