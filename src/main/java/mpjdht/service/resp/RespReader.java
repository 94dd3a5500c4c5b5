package mpjdht.service.resp;

import java.util.Arrays;
import mpjdht.message.Sizes;

/**
 * Reads commands of RESP, as arrays of bulk strings or as a line of words ("inline command"), from bytes that come in pieces; without making an
 * object for any of them. A command that is not whole yet is read on where it was left.
 *
 * <p>Source: the specification of the Redis serialization protocol, "Sending commands to a Redis server" and "Inline commands".
 */
final class RespReader {
    /** Most words of a command. */
    static final int MOST_WORDS = 1 << 16;

    /** Longest word. */
    static final int MOST_WORD_BYTES = Sizes.MAX_VALUE_BYTES;

    /** Most bytes of a command; so much of an unfinished one may be kept. */
    static final int MOST_BYTES = Sizes.MAX_VALUE_BYTES + (1 << 20);

    private static final int MOST_LINE_BYTES = 1 << 16;
    private static final int KEPT_BYTES = 1 << 14;
    private static final int MOST_DIGITS = 9;

    /** What {@link #next} found. */
    enum Result {
        COMMAND,
        UNFINISHED,
        /** What came is no RESP; {@link #error} says why. Nothing more can be read. */
        ERROR
    }

    private byte[] bytes = {};
    private int end;
    private int commandAt;
    private int at;

    /** Words that the array announces and that have not been read; -1 before it is known. */
    private int missing = -1;

    /** Length of the word that begins at {@link #at}; -1 before it is known. */
    private int wordLength = -1;

    private int[] offsets = new int[16];
    private int[] lengths = new int[16];
    private int words;
    private boolean isWhole;
    private String error = "";

    /** Bytes have come. */
    void append(byte[] from, int offset, int length) {
        if (commandAt > 0 && end + length > bytes.length) {
            forgetRead();
        }
        if (end + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + length, Math.min(2 * bytes.length, MOST_BYTES)));
        }
        System.arraycopy(from, offset, bytes, end, length);
        end += length;
    }

    private void forgetRead() {
        System.arraycopy(bytes, commandAt, bytes, 0, end - commandAt);
        for (int i = 0; i < words; i++) {
            offsets[i] -= commandAt;
        }
        end -= commandAt;
        at -= commandAt;
        commandAt = 0;
    }

    /** Bytes that have come and are not those of a command that was read. */
    int unreadBytes() {
        return end - (isWhole ? at : commandAt);
    }

    /** Whether a command has begun to come and is not whole. */
    boolean isInCommand() {
        return !isWhole && end > commandAt;
    }

    /** Goes on to the next command, and forgets the one before. */
    Result next() {
        if (isWhole) {
            isWhole = false;
            commandAt = at;
            words = 0;
            missing = -1;
            if (commandAt == end) {
                commandAt = 0;
                at = 0;
                end = 0;
                bytes = bytes.length > KEPT_BYTES ? new byte[0] : bytes;
            }
        }
        while (at < end || missing == 0) {
            if (missing < 0 && !readHead()) {
                break;
            }
            if (missing < 0) {
                // An empty line, or an array without words.
                commandAt = at;
                continue;
            }
            while (missing > 0 && readWord()) {
                missing--;
            }
            if (missing > 0) {
                break;
            }
            isWhole = true;
            return Result.COMMAND;
        }
        if (error.isEmpty() && end - commandAt > MOST_BYTES) {
            error = "Protocol error: command of more than " + MOST_BYTES + " bytes";
        }
        return error.isEmpty() ? Result.UNFINISHED : Result.ERROR;
    }

    /** Reads how many words there are, or all of them where they are in a line; false when that is not there yet, or wrong. */
    private boolean readHead() {
        if (bytes[at] != '*') {
            return readLine();
        }
        int lineEnd = lineEnd();
        if (lineEnd < 0) {
            return false;
        }
        int number = number(at + 1, lineEnd);
        if (number > MOST_WORDS || number == Integer.MIN_VALUE) {
            error = "Protocol error: invalid multibulk length";
            return false;
        }
        at = lineEnd + 2;
        missing = number > 0 ? number : -1;
        return true;
    }

    private boolean readWord() {
        if (wordLength < 0) {
            if (at >= end) {
                return false;
            }
            if (bytes[at] != '$') {
                error = "Protocol error: expected '$', got '" + printable(bytes[at]) + "'";
                return false;
            }
            int lineEnd = lineEnd();
            if (lineEnd < 0) {
                return false;
            }
            int length = number(at + 1, lineEnd);
            if (length < 0 || length > MOST_WORD_BYTES) {
                error = "Protocol error: invalid bulk length";
                return false;
            }
            wordLength = length;
            at = lineEnd + 2;
        }
        if (end - at < wordLength + 2) {
            return false;
        }
        if (bytes[at + wordLength] != '\r' || bytes[at + wordLength + 1] != '\n') {
            error = "Protocol error: a bulk string does not end where it says";
            return false;
        }
        add(at, wordLength);
        at += wordLength + 2;
        wordLength = -1;
        return true;
    }

    /** A line of words, with blanks between them; a word in quotes may hold blanks, and what is escaped. */
    private boolean readLine() {
        int newline = at;
        while (newline < end && bytes[newline] != '\n') {
            newline++;
        }
        if (newline - at > MOST_LINE_BYTES) {
            error = "Protocol error: too big inline request";
            return false;
        }
        if (newline == end) {
            return false;
        }
        int lineEnd = newline > at && bytes[newline - 1] == '\r' ? newline - 1 : newline;
        InlineWords line = new InlineWords(bytes, at, lineEnd);
        while (line.next()) {
            add(line.offset(), line.length());
        }
        if (line.isUnbalanced()) {
            error = "Protocol error: unbalanced quotes in request";
            return false;
        }
        at = newline + 1;
        missing = words > 0 ? 0 : -1;
        return true;
    }

    private void add(int offset, int length) {
        if (words == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * words);
            lengths = Arrays.copyOf(lengths, 2 * words);
        }
        offsets[words] = offset;
        lengths[words] = length;
        words++;
    }

    /** Where the line that begins here ends with CR LF; -1 when it does not yet, or never will. */
    private int lineEnd() {
        int most = Math.min(end, at + MOST_DIGITS + 5);
        for (int i = at + 1; i + 1 < most; i++) {
            if (bytes[i] == '\r') {
                if (bytes[i + 1] != '\n') {
                    error = "Protocol error: a line that does not end with CR LF";
                    return -1;
                }
                return i;
            }
        }
        if (end - at >= MOST_DIGITS + 5) {
            error = "Protocol error: invalid length";
        }
        return -1;
    }

    /** A whole number; {@link Integer#MIN_VALUE} where there is none. */
    private int number(int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        if (to - first < 1 || to - first > MOST_DIGITS) {
            return Integer.MIN_VALUE;
        }
        int number = 0;
        for (int i = first; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return Integer.MIN_VALUE;
            }
            number = 10 * number + bytes[i] - '0';
        }
        return negative ? -number : number;
    }

    private static char printable(byte one) {
        return one >= ' ' && one <= '~' ? (char) one : '?';
    }

    /** Why what came is no RESP. */
    String error() {
        return error;
    }

    /** Words of the command, at least 1. */
    int words() {
        return words;
    }

    /** Array that holds the words, until more bytes come or the next command is read. */
    byte[] bytes() {
        return bytes;
    }

    /** Where a word begins. */
    int offset(int word) {
        return offsets[word];
    }

    /** Length of a word. */
    int length(int word) {
        return lengths[word];
    }
}
