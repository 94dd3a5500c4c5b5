package mpjdht.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Passes results on and compares them, as they come, with the results expected. Both are streams, of which one block
 * and the start of one line are kept; reading stops at the first difference. Expected results that cannot be read keep no
 * result back: that is told at the end.
 */
public final class CheckedOutput extends OutputStream {
    /**
     * The first place where results and expectation part.
     *
     * @param line line from 1
     * @param column byte column from 1
     * @param expected the line as expected, shortened; null when the expected results end before it
     * @param actual the line as it is, shortened; null when the results end before it
     */
    public record Difference(long line, int column, String expected, String actual) {
        /** Says it in one line. */
        public String text() {
            if (actual == null) {
                return "the results end before line " + line + ", expected '" + expected + "'";
            }
            if (expected == null) {
                return "the results go on where line " + line + " should not be, got '" + actual + "'";
            }
            return "line " + line + " differs at column " + column + ", expected '" + expected + "', got '" + actual
                    + "'";
        }
    }

    private static final int BLOCK_BYTES = 64 << 10;

    private final OutputStream results;
    private final InputStream expected;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int position;
    private int limit;
    private long line = 1;
    private long column = 1;
    private final LineStart expectedLine = new LineStart();
    private final LineStart actualLine = new LineStart();
    private boolean differs;
    private IOException unreadable;

    /**
     * Makes a comparison; closing it closes both streams.
     *
     * @param results takes all that is written here
     * @param expected what should be written here
     */
    public CheckedOutput(OutputStream results, InputStream expected) {
        this.results = results;
        this.expected = expected;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        results.write(bytes, offset, length);
        int to = offset + length;
        int from = differs ? offset : skipEqual(bytes, offset, to);
        if (from < to) {
            if (!differs) {
                differ();
            }
            actualLine.addLine(bytes, from, to);
        }
    }

    /** The first byte of {@code bytes[from..to)} that is not as expected, or {@code to}. */
    private int skipEqual(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && hasExpected()) {
            int size = Math.min(to - i, limit - position);
            int mismatch = Arrays.mismatch(bytes, i, i + size, block, position, position + size);
            int equal = mismatch < 0 ? size : mismatch;
            passLines(bytes, i, i + equal);
            position += equal;
            i += equal;
            if (mismatch >= 0) {
                break;
            }
        }
        return i;
    }

    private boolean hasExpected() {
        if (position == limit) {
            position = 0;
            limit = 0;
            try {
                limit = Math.max(0, expected.read(block));
            } catch (IOException e) {
                unreadable = e;
            }
        }
        return position < limit;
    }

    private void passLines(byte[] bytes, int from, int to) {
        int lineAt = from;
        for (int lineFeed = Octets.lineFeed(bytes, lineAt, to);
                lineFeed < to;
                lineFeed = Octets.lineFeed(bytes, lineAt, to)) {
            lineAt = lineFeed + 1;
            line++;
        }
        if (lineAt > from) {
            actualLine.clear();
            column = 1;
        }
        actualLine.addLine(bytes, lineAt, to);
        column += to - lineAt;
    }

    private void differ() {
        differs = true;
        expectedLine.copy(actualLine);
        while (expectedLine.wantsMore() && hasExpected()) {
            expectedLine.addLine(block, position, limit);
            position = limit;
        }
    }

    /**
     * Tells, when all results are written, how they differ.
     *
     * @return the first difference, or nothing when the results are as expected
     * @throws IOException when the expected results cannot be read
     */
    public Optional<Difference> finish() throws IOException {
        if (!differs && hasExpected()) {
            differ();
        }
        if (unreadable != null) {
            throw unreadable;
        }
        if (!differs) {
            return Optional.empty();
        }
        boolean whole = expectedLine.isWholeOrNone() && actualLine.isWholeOrNone();
        int at = (int) Math.min(column, Integer.MAX_VALUE);
        return Optional.of(new Difference(line, at, expectedLine.text(whole), actualLine.text(whole)));
    }

    @Override
    public void flush() throws IOException {
        results.flush();
    }

    @Override
    public void close() throws IOException {
        try (expected) {
            results.close();
        }
    }
}
