package mpjdht.runtime.gather;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The lines of one client's history, each of which ends with the time of its event: {@code "time_ns":123}} and a line end. A line
 * that was cut off, because its client came no further, is left out.
 */
final class TimedLines {
    private static final int LINE_END = '\n';
    private static final int OBJECT_END = '}';

    private final int number;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long time;

    /**
     * Before the first line.
     *
     * @param number comes first among those of one time if it is smaller
     */
    TimedLines(int number, InputStream in) {
        this.number = number;
        this.in = new BufferedInputStream(in);
    }

    /** Reads the next line; false when there is none. */
    boolean next() throws IOException {
        line.reset();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == LINE_END) {
                time = time(line.toByteArray());
                return true;
            }
        }
        return false;
    }

    private static long time(byte[] bytes) throws IOException {
        int at = bytes.length - 2;
        if (at < 0 || bytes[at] != OBJECT_END) {
            throw new IOException("a line of a history that ends without a time");
        }
        long value = 0;
        long factor = 1;
        for (at--; at >= 0 && bytes[at] >= '0' && bytes[at] <= '9'; at--) {
            value += factor * (bytes[at] - '0');
            factor *= 10;
        }
        return at >= 0 && bytes[at] == '-' ? -value : value;
    }

    int number() {
        return number;
    }

    long time() {
        return time;
    }

    void write(OutputStream out) throws IOException {
        line.writeTo(out);
    }
}
