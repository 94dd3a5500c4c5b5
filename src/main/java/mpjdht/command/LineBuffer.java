package mpjdht.command;

import java.io.IOException;

/**
 * Cuts a {@link ByteSource} into lines inside one array. The array is one block long, grows only while a longer line
 * needs it, never beyond the longest line allowed, and shrinks back after a calm while.
 *
 * <p>Invariant: {@code 0 <= position <= scanned <= limit <= bytes.length}, and no line feed lies in
 * {@code bytes[position..scanned)}.
 */
final class LineBuffer {
    enum Result {
        LINE,
        TOO_LONG,
        NOTHING_YET,
        END_OF_FILE
    }

    private static final int CALM_FILLS = 64;

    private final ByteSource source;
    private final int blockBytes;
    private final int maxLineBytes;
    private byte[] bytes;
    private int position;
    private int scanned;
    private int limit;
    private int calmFills;
    private boolean discarding;
    private long bytesRead;
    private int start;
    private int end;
    private long line;

    LineBuffer(ByteSource source, int blockBytes, int maxLineBytes) {
        this.source = source;
        this.blockBytes = blockBytes;
        this.maxLineBytes = maxLineBytes;
        bytes = new byte[blockBytes];
    }

    /**
     * Finds the next line. TOO_LONG is answered as soon as it is certain; the rest of that line is dropped by the
     * call after it.
     */
    Result next() throws IOException {
        while (true) {
            int lineFeed = Octets.lineFeed(bytes, scanned, limit);
            if (lineFeed < limit) {
                int from = position;
                position = lineFeed + 1;
                scanned = position;
                if (discarding) {
                    discarding = false;
                    continue;
                }
                return endLine(from, lineFeed);
            }
            scanned = limit;
            if (discarding) {
                position = limit;
            } else if (limit - position >= maxLineBytes + 2) {
                discarding = true;
                position = limit;
                line++;
                return Result.TOO_LONG;
            }
            int count = fill();
            if (count == ByteSource.NOTHING_YET) {
                return Result.NOTHING_YET;
            }
            if (count == ByteSource.END) {
                return endFile();
            }
        }
    }

    private Result endFile() {
        if (position == limit) {
            return Result.END_OF_FILE;
        }
        int from = position;
        position = limit;
        return endLine(from, limit);
    }

    private Result endLine(int from, int to) {
        line++;
        start = from;
        end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        return end - start > maxLineBytes ? Result.TOO_LONG : Result.LINE;
    }

    /** Reads at most one block behind what is there, and makes room for it first. */
    private int fill() throws IOException {
        int kept = limit - position;
        if (bytes.length > blockBytes) {
            calmFills = kept > blockBytes / 2 ? 0 : calmFills + 1;
        }
        byte[] target = bytes;
        if (kept == bytes.length) {
            target = new byte[(int) Math.min(bytes.length * 2L, maxLineBytes + 2L)];
            calmFills = 0;
        } else if (calmFills > CALM_FILLS) {
            target = new byte[blockBytes];
            calmFills = 0;
        }
        if (target != bytes || position > 0) {
            System.arraycopy(bytes, position, target, 0, kept);
            bytes = target;
            position = 0;
            scanned = kept;
            limit = kept;
        }
        int count = source.read(bytes, limit, Math.min(blockBytes, bytes.length - limit));
        if (count > 0) {
            limit += count;
            bytesRead += count;
        }
        return count;
    }

    /**
     * Hands every byte that is left to the counter, without keeping lines.
     *
     * @return NOTHING_YET or END_OF_FILE
     */
    Result drain(RemainingLines counter) throws IOException {
        if (discarding) {
            counter.continueIgnoredLine();
            discarding = false;
        }
        while (true) {
            counter.count(bytes, position, limit);
            position = limit;
            scanned = limit;
            int count = fill();
            if (count == ByteSource.NOTHING_YET) {
                return Result.NOTHING_YET;
            }
            if (count == ByteSource.END) {
                counter.endFile();
                return Result.END_OF_FILE;
            }
        }
    }

    /** The array in which the last line lies, from {@link #start()} to before {@link #end()}. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Number of the last line, from 1. */
    long line() {
        return line;
    }

    /** Bytes taken from the source so far. */
    long bytesRead() {
        return bytesRead;
    }

    int capacity() {
        return bytes.length;
    }
}
