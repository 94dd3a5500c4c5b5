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

    /** No place in the array. */
    static final int NONE = -1;

    private static final int CALM_FILLS = 64;

    private final ByteSource source;
    private final int blockBytes;
    private final int maxLineBytes;
    private byte[] bytes;
    private int position;
    private int scanned;
    private int limit;
    /** How far behind {@link #position} the first carriage return lies that was scanned, or {@link #NONE}. */
    private int firstReturn = NONE;

    private int calmFills;
    private boolean discarding;
    private long bytesRead;
    private int start;
    private int end;
    private int strayReturn;
    private long line;

    LineBuffer(ByteSource source, int blockBytes, int maxLineBytes) {
        this.source = source;
        this.blockBytes = blockBytes;
        this.maxLineBytes = maxLineBytes;
        bytes = new byte[blockBytes];
    }

    /**
     * Finds the next line. TOO_LONG is answered as soon as it is certain, when at least as many bytes are there as a line may
     * have; the rest of that line is dropped by the call after it.
     */
    Result next() throws IOException {
        while (true) {
            int lineBreak = Octets.lineBreak(bytes, scanned, limit);
            if (lineBreak < limit) {
                scanned = lineBreak + 1;
                if (bytes[lineBreak] == '\r') {
                    firstReturn = firstReturn == NONE ? lineBreak - position : firstReturn;
                    if (scanned == limit || bytes[scanned] != '\n') {
                        continue;
                    }
                    lineBreak = scanned;
                    scanned++;
                }
                int from = position;
                position = scanned;
                if (discarding) {
                    discarding = false;
                    firstReturn = NONE;
                    continue;
                }
                return endLine(from, lineBreak);
            }
            scanned = limit;
            if (discarding) {
                position = limit;
            } else if (limit - position >= maxLineBytes + 2) {
                discarding = true;
                int from = position;
                position = limit;
                return endLine(from, limit);
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
        boolean tooLong = end - start > maxLineBytes;
        strayReturn = NONE;
        if (firstReturn != NONE) {
            strayReturn = firstReturn < (tooLong ? maxLineBytes : end - start) ? start + firstReturn : NONE;
            firstReturn = NONE;
        }
        return tooLong ? Result.TOO_LONG : Result.LINE;
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

    /** Where the first carriage return stands that is part of the last line and not of its end, or {@link #NONE}. */
    int strayReturn() {
        return strayReturn;
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
