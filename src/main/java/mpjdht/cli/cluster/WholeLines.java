package mpjdht.cli.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes results on up to their last line break, and keeps the beginning of the next line until it is whole: a job that
 * breaks off leaves no part of a line. A line that is longer than {@link #KEPT_BYTES_MAX} goes out as it comes.
 */
final class WholeLines {
    /** How much of a line is kept. */
    static final int KEPT_BYTES_MAX = 1 << 24;

    private final OutputStream out;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    WholeLines(OutputStream out) {
        this.out = out;
    }

    /** Takes more of the results. */
    void write(byte[] bytes) throws IOException {
        int lineEnd = bytes.length;
        while (lineEnd > 0 && bytes[lineEnd - 1] != '\n') {
            lineEnd--;
        }
        if (kept.size() + bytes.length > KEPT_BYTES_MAX) {
            lineEnd = bytes.length;
        }
        kept.write(bytes, 0, lineEnd);
        if (lineEnd > 0) {
            finish();
        }
        kept.write(bytes, lineEnd, bytes.length - lineEnd);
    }

    /** The results are complete, whether or not they end with a line break. */
    void finish() throws IOException {
        kept.writeTo(out);
        out.flush();
        kept.reset();
    }
}
