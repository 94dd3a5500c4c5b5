package mpjdht.command;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the commands of one file, as a stream: memory is bounded by the longest line allowed, whatever the size of the
 * file, and no object is made per command.
 *
 * <p>{@link #next()} goes on after an END, so that a dry run can look at every line; to run a file, stop there.
 */
public final class CommandReader {
    /** What {@link #next()} came to. */
    public enum Result {
        /** {@link #command()} is the next command. */
        COMMAND,
        /** {@link #error()} is about the next line, which has been passed over. */
        ERROR,
        /** The source has no bytes ready; ask again later. */
        NOTHING_YET,
        /** No line is left. */
        END_OF_FILE
    }

    private static final int BLOCK_BYTES = 256 << 10;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String fileName;
    private final LineBuffer lines;
    private final LineSyntax parser;
    private final int maxLineBytes;
    private boolean begun;
    private boolean foreign;
    private CommandError error;

    /**
     * Makes a reader of commands; it does not close the source.
     *
     * @param fileName the name of the file in errors
     * @param source its bytes
     * @param limits the ranks and ids that commands may name
     */
    public CommandReader(String fileName, ByteSource source, Limits limits) {
        this(fileName, source, Language.of(limits), new CutValues());
    }

    /**
     * Makes a reader that does not keep to itself which values were cut.
     *
     * @param language how the file is written
     * @param cutValues is told the values that a comment ends
     */
    public CommandReader(String fileName, ByteSource source, Language language, CutValues cutValues) {
        this(fileName, source, language, cutValues, BLOCK_BYTES, Limits.MAX_LINE_BYTES);
    }

    CommandReader(
            String fileName,
            ByteSource source,
            Language language,
            CutValues cutValues,
            int blockBytes,
            int maxLineBytes) {
        this(
                fileName,
                new LineBuffer(source, blockBytes, maxLineBytes),
                language.dialect() == Language.Dialect.NTUA
                        ? new NtuaParser(fileName, language)
                        : new LineParser(fileName, language, cutValues),
                maxLineBytes);
    }

    /** Makes a reader of lines that are written in another way than commands. */
    CommandReader(String fileName, ByteSource source, LineSyntax parser, int maxLineBytes) {
        this(fileName, new LineBuffer(source, BLOCK_BYTES, maxLineBytes), parser, maxLineBytes);
    }

    private CommandReader(String fileName, LineBuffer lines, LineSyntax parser, int maxLineBytes) {
        this.fileName = fileName;
        this.lines = lines;
        this.parser = parser;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Moves to the next command or error.
     *
     * @throws IOException when the source cannot be read
     */
    public Result next() throws IOException {
        while (!foreign) {
            LineBuffer.Result line = lines.next();
            if (line == LineBuffer.Result.NOTHING_YET || line == LineBuffer.Result.END_OF_FILE) {
                return withoutLine(line);
            }
            if (!begun && beginsForeign()) {
                return Result.ERROR;
            }
            int start = lineStart();
            if (lines.strayReturn() != LineBuffer.NONE) {
                return fail(CommandError.strayReturn(fileName, lines.line(), lines.strayReturn() - start + 1));
            }
            if (line == LineBuffer.Result.TOO_LONG) {
                return fail(CommandError.lineTooLong(fileName, lines.line(), maxLineBytes));
            }
            LineSyntax.Result parsed = parser.parse(lines.bytes(), start, lines.end(), lines.line());
            if (parsed == LineSyntax.Result.COMMAND) {
                return Result.COMMAND;
            }
            if (parsed == LineSyntax.Result.ERROR) {
                return fail(parser.error());
            }
        }
        return Result.END_OF_FILE;
    }

    private Result fail(CommandError wrong) {
        error = wrong;
        return Result.ERROR;
    }

    /** Looks at the first line that is not empty; of a file in another encoding nothing more is read. */
    private boolean beginsForeign() {
        begun = lines.end() > lines.start();
        Optional<String> encoding = ForeignText.encoding(lines.bytes(), lines.start(), lines.end());
        foreign = encoding.isPresent();
        encoding.ifPresent(name -> fail(CommandError.foreignText(fileName, name)));
        return foreign;
    }

    private static Result withoutLine(LineBuffer.Result result) {
        return result == LineBuffer.Result.NOTHING_YET ? Result.NOTHING_YET : Result.END_OF_FILE;
    }

    /** A byte order mark at the start of the file is no part of its first line. */
    private int lineStart() {
        int start = lines.start();
        if (lines.line() == 1 && lines.end() - start >= BYTE_ORDER_MARK.length) {
            byte[] bytes = lines.bytes();
            for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
                if (bytes[start + i] != BYTE_ORDER_MARK[i]) {
                    return start;
                }
            }
            return start + BYTE_ORDER_MARK.length;
        }
        return start;
    }

    /** The last command; the same object each time, valid until the next call of {@link #next()}. */
    public Command command() {
        return parser.command();
    }

    /** The last error, or null when there was none. */
    public CommandError error() {
        return error;
    }

    /** Line of the last command or error, from 1. */
    public long line() {
        return lines.line();
    }

    /** Bytes taken from the source so far, for a progress line. */
    public long bytesRead() {
        return lines.bytesRead();
    }

    /** Bytes of memory that lines take up now. */
    int capacityBytes() {
        return lines.capacity();
    }
}
