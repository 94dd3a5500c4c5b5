package mpjdht.command;

import java.io.IOException;
import mpjdht.message.Answer;
import mpjdht.message.IncrementRecord;
import mpjdht.message.MembershipOutcome;
import mpjdht.message.ReplyCursor;
import mpjdht.message.RequestCursor;

/**
 * One thing wrong with a command file. Errors that only the cluster can find have a factory here, so that all are
 * worded in one place.
 */
public final class CommandError {
    /** Decides the exit code. */
    public enum Kind {
        /** A command that was read but cannot be carried out; exit code 1. */
        COMMAND_FAILED(1),
        /** A line or file that cannot be read; exit code 2. */
        UNREADABLE(2);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /** What those tell apart who ask one command at a time. */
    public enum Reason {
        /** No node has the id, or no node can have it. */
        NO_SUCH_NODE,
        /** The job keeps no copies, and never will. */
        NO_COPIES,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;
    private final Reason reason;
    private final String file;
    private final long line;
    private final int column;
    private final String message;

    CommandError(Kind kind, String file, long line, int column, String message) {
        this(kind, Reason.OTHER, file, line, column, message);
    }

    CommandError(Kind kind, Reason reason, String file, long line, int column, String message) {
        this.kind = kind;
        this.reason = reason;
        this.file = file;
        this.line = line;
        this.column = column;
        this.message = message;
    }

    /**
     * An ADD or REMOVE that cannot be.
     *
     * @param outcome why not; anything but DONE
     * @param id the node that was to join or leave
     * @param maxNodes most nodes of the circle
     */
    public static CommandError refused(
            MembershipOutcome outcome, long id, int maxNodes, String file, long line, int column) {
        String node = Long.toUnsignedString(id);
        return new CommandError(
                Kind.COMMAND_FAILED,
                outcome == MembershipOutcome.NOT_ON_CIRCLE ? Reason.NO_SUCH_NODE : Reason.OTHER,
                file,
                line,
                column,
                switch (outcome) {
                    case ID_TAKEN -> ErrorTexts.idTaken(node);
                    case NO_FREE_ID -> ErrorTexts.noFreeId();
                    case RANK_SILENT -> ErrorTexts.rankSilent();
                    case CIRCLE_FULL -> ErrorTexts.tooManyNodes(maxNodes);
                    case NOT_ON_CIRCLE -> ErrorTexts.noSuchNode(node);
                    case LAST_NODE -> ErrorTexts.lastNode(node);
                    case DONE -> throw new IllegalArgumentException("a change that is done was not refused");
                });
    }

    /** NODE, or a fault, of an id that no node has. */
    public static CommandError noSuchNode(String file, long line, int column, long id) {
        String message = ErrorTexts.noSuchNode(Long.toUnsignedString(id));
        return new CommandError(Kind.COMMAND_FAILED, Reason.NO_SUCH_NODE, file, line, column, message);
    }

    /** A SYNC that has not made all copies equal. */
    public static CommandError notEqual(String file, long line, int column, int rounds) {
        return failed(file, line, column, ErrorTexts.notEqual(rounds));
    }

    /** A RING, NODE, REPLICAS, LEADER, or another that is asked of a storage rank: a rank does not answer. */
    public static CommandError unanswered(String file, long line, int column) {
        return failed(file, line, column, ErrorTexts.unanswered());
    }

    /**
     * An INCR of a key whose value is no number. While it was under way only its line was kept.
     *
     * @param request stands on the INCR
     * @param value tells the value
     */
    public static CommandError notANumber(String file, long line, RequestCursor request, ReplyCursor value) {
        return failed(file, line, 1, ErrorTexts.valueNotANumber(keyOf(request), valueOf(value)));
    }

    /** The same for an INCR whose sum would need more than 64 bits. */
    public static CommandError outOfRange(String file, long line, RequestCursor request, ReplyCursor value) {
        long by = IncrementRecord.by(request);
        return failed(file, line, 1, ErrorTexts.sumOutOfRange(keyOf(request), valueOf(value), by));
    }

    /**
     * A command of a key that those who have it, or should, could not carry out, or not surely.
     *
     * @param outcome REFUSED, UNAVAILABLE, UNKNOWN, SEVERAL, CROWDED, TOO_LONG or NOT_REACHED, as {@link Answer} names them
     * @param verb of the command
     * @param request stands on it
     * @param leastCopies option that says without how many live copies a key refuses writes, and its value
     */
    public static CommandError notCarriedOut(
            int outcome, Verb verb, RequestCursor request, String leastCopies, String file, long line) {
        String key = keyOf(request);
        return failed(
                file,
                line,
                1,
                switch (outcome) {
                    case Answer.REFUSED -> ErrorTexts.tooFewCopies(verb, key, leastCopies);
                    case Answer.UNAVAILABLE -> ErrorTexts.unavailable(verb, key);
                    case Answer.UNKNOWN -> ErrorTexts.unknownWhetherDone(verb, key);
                    case Answer.SEVERAL -> ErrorTexts.severalValues(verb, key);
                    case Answer.TOO_LONG -> ErrorTexts.appendedTooLong(key);
                    case Answer.CROWDED -> ErrorTexts.crowded(verb, key);
                    case Answer.NOT_REACHED -> ErrorTexts.notReached(key);
                    default -> throw new IllegalArgumentException("the outcome " + outcome + " does not say so");
                });
    }

    /** A KEYS that nobody has answered who knows what keys there are in a part of the circle. */
    public static CommandError keysOutOfReach(String file, long line) {
        return failed(file, line, 1, ErrorTexts.keysOutOfReach());
    }

    /** An ADD on a rank that is taken to be dead. */
    public static CommandError rankSilent(String file, long line, int column, int rank) {
        return failed(file, line, column, ErrorTexts.rankSilent(rank));
    }

    /** A CRASH, PAUSE or DELAY of a rank that is dead, or a RECOVER of one that is not. */
    public static CommandError notPlayed(Verb verb, String file, long line, int column, int rank) {
        String why = verb == Verb.RECOVER ? ErrorTexts.rankIsNotBack(rank) : ErrorTexts.rankIsDead(rank);
        return failed(file, line, column, why);
    }

    private static String keyOf(RequestCursor request) {
        return Preview.of(request.bytes(), request.keyOffset(), request.keyOffset() + request.keyLength());
    }

    private static String valueOf(ReplyCursor reply) {
        return Preview.of(reply.bytes(), reply.valueOffset(), reply.valueOffset() + reply.valueLength());
    }

    /** A file that cannot be opened, or not be read to its end; it has no line and no column. */
    public static CommandError unreadableFile(String file, IOException cause) {
        return new CommandError(Kind.UNREADABLE, file, 0, 0, ErrorTexts.unreadableFile(FileTrouble.reason(cause)));
    }

    /** An EXPORT or IMPORT that has failed because of its file. */
    public static CommandError notTransferred(
            Verb verb, String tableFile, String file, long line, int column, IOException cause) {
        String message = cause instanceof NotExportableException
                ? cause.getMessage()
                : ErrorTexts.notTransferred(verb, Preview.ofFileName(tableFile), FileTrouble.reason(cause));
        return failed(file, line, column, message);
    }

    /** An EXPORT or IMPORT that the end of the job has come before. */
    public static CommandError brokenOff(Verb verb, String tableFile, String file, long line, int column) {
        return failed(file, line, column, ErrorTexts.brokenOff(verb, Preview.ofFileName(tableFile)));
    }

    /** The same error of a line of a file that is imported: what stands before it has an effect that lasts. */
    public CommandError behindImported() {
        return new CommandError(kind, reason, file, line, column, message + "; what stands before it has been stored");
    }

    static CommandError lineTooLong(String file, long line, int maxLineBytes) {
        return new CommandError(Kind.UNREADABLE, file, line, 1, ErrorTexts.lineTooLong(maxLineBytes));
    }

    static CommandError strayReturn(String file, long line, int column) {
        return new CommandError(Kind.UNREADABLE, file, line, column, ErrorTexts.strayReturn());
    }

    static CommandError foreignText(String file, String encoding) {
        return new CommandError(Kind.UNREADABLE, file, 0, 0, ErrorTexts.foreignText(encoding));
    }

    private static CommandError failed(String file, long line, int column, String message) {
        return new CommandError(Kind.COMMAND_FAILED, file, line, column, message);
    }

    public Kind kind() {
        return kind;
    }

    public Reason reason() {
        return reason;
    }

    public String file() {
        return file;
    }

    /** Line from 1; 0 when the error is about the whole file. */
    public long line() {
        return line;
    }

    /** Byte column from 1; 0 when the error is about the whole file. */
    public int column() {
        return column;
    }

    /** What is wrong, and what would be right. */
    public String message() {
        return message;
    }

    /** The line for stderr: {@code FILE:LINE:COLUMN: error: what; right is …}. */
    public String text() {
        String where = line == 0 ? "" : ":" + line + ":" + column;
        return Preview.ofFileName(file) + where + ": error: " + message;
    }

    @Override
    public String toString() {
        return text();
    }
}
