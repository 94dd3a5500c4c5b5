package mpjdht.command;

import mpjdht.command.CommandError.Kind;
import mpjdht.message.DecimalText;

/**
 * Parses one line at a time into a reused {@link Command}. What is found first, from left to right, is the error; that
 * numbers are in range is looked at last, when the line is known to be readable.
 */
final class LineParser {
    enum Result {
        COMMAND,
        ERROR,
        /** Nothing but white space or a comment. */
        BLANK
    }

    private final String file;
    private final Limits limits;
    private final Command command = new Command();
    private final CutValues cutValues;
    private final QuotedText quoted = new QuotedText();
    private final Decimal decimal = new Decimal();
    private CommandError error;

    private byte[] bytes;
    private int start;
    private int end;
    private int at;
    /** The word or quoted string that was read last. */
    private int textOffset;

    private int textLength;
    private long line;
    private Verb verb;
    private int verbAt;
    private boolean numeric;

    LineParser(String file, Limits limits, CutValues cutValues) {
        this.file = file;
        this.limits = limits;
        this.cutValues = cutValues;
    }

    Command command() {
        return command;
    }

    CommandError error() {
        return error;
    }

    /** Parses {@code bytes[from..to)}, a line without its line end; quoted strings in it are decoded in place. */
    Result parse(byte[] bytes, int from, int to, long line) {
        this.bytes = bytes;
        this.start = from;
        this.end = to;
        this.line = line;
        verbAt = Syntax.skipWhite(bytes, from, to);
        if (verbAt == to || Syntax.isComment(bytes, verbAt, to)) {
            return Result.BLANK;
        }
        int verbEnd = Syntax.tokenEnd(bytes, verbAt, to);
        numeric = verbEnd == verbAt + 1;
        verb = Verb.read(bytes, verbAt, verbEnd);
        at = verbAt;
        if (verb == null) {
            return fail(verbAt, ErrorTexts.unknownVerb(Preview.of(bytes, verbAt, verbEnd)));
        }
        command.begin(verb, bytes, line, column(verbAt));
        advance(verbEnd);
        return switch (verb) {
            case PUT -> put();
            case CAS -> cas();
            case INCR -> incr();
            case GET, DELETE, EXPLAIN -> readKey() ? finish() : Result.ERROR;
            case ADD -> add();
            case REMOVE, NODE -> node();
            case END, RING -> finish();
        };
    }

    private Result put() {
        if (!readKey()) {
            return Result.ERROR;
        }
        if (at == end) {
            return missing("value");
        }
        int valueAt = at;
        if (bytes[at] == '"') {
            if (!readQuoted()) {
                return Result.ERROR;
            }
        } else {
            int valueEnd = Syntax.bareTextEnd(bytes, at, end);
            textOffset = at;
            textLength = valueEnd - at;
            if (valueEnd < end) {
                noteCut(valueEnd);
            }
            at = end;
        }
        if (textLength > Limits.MAX_VALUE_BYTES) {
            return fail(valueAt, ErrorTexts.valueTooLong(textLength));
        }
        command.setValue(textOffset, textLength);
        return finish();
    }

    private Result cas() {
        if (!readKey()) {
            return Result.ERROR;
        }
        int oldAt = at;
        if (!readText("old value")) {
            return Result.ERROR;
        }
        int oldLength = textLength;
        command.setValue(textOffset, oldLength);
        if (!readText("new value")) {
            return Result.ERROR;
        }
        if (oldLength + textLength > Limits.MAX_SWAP_BYTES) {
            return fail(oldAt, ErrorTexts.swapTooLong(oldLength + textLength));
        }
        command.setReplacement(textOffset, textLength);
        return finish();
    }

    private Result incr() {
        if (!readKey()) {
            return Result.ERROR;
        }
        int byAt = at;
        int byEnd = Syntax.tokenEnd(bytes, at, end);
        advance(byEnd);
        if (at < end) {
            return extra();
        }
        boolean hasBy = byAt < byEnd;
        if (hasBy && !DecimalText.isNumber(bytes, byAt, byEnd)) {
            return fail(byAt, ErrorTexts.byNotANumber(Preview.of(bytes, byAt, byEnd)));
        }
        command.setBy(hasBy ? DecimalText.number(bytes, byAt, byEnd) : 1);
        return Result.COMMAND;
    }

    /** White space follows a value, and then nothing, or the comment that ends it. */
    private void noteCut(int valueEnd) {
        int comment = Syntax.skipWhite(bytes, valueEnd, end);
        if (comment < end) {
            cutValues.add(file, line, column(comment));
        }
    }

    /** Reads the key at the cursor; false when that failed, with the error set. */
    private boolean readKey() {
        int keyAt = at;
        if (!readText("key")) {
            return false;
        }
        if (textLength == 0 || textLength > Limits.MAX_KEY_BYTES) {
            fail(keyAt, textLength == 0 ? ErrorTexts.emptyKey() : ErrorTexts.keyTooLong(textLength));
            return false;
        }
        command.setKey(textOffset, textLength);
        return true;
    }

    /** Reads the word or quoted string at the cursor; false when that failed, with the error set. */
    private boolean readText(String argument) {
        if (at == end) {
            missing(argument);
            return false;
        }
        if (bytes[at] == '"') {
            return readQuoted();
        }
        int wordEnd = Syntax.tokenEnd(bytes, at, end);
        textOffset = at;
        textLength = wordEnd - at;
        advance(wordEnd);
        return true;
    }

    private boolean readQuoted() {
        int open = at;
        QuotedText.Result result = quoted.read(bytes, open, end);
        if (result == QuotedText.Result.UNCLOSED) {
            fail(open, ErrorTexts.unclosedQuote());
            return false;
        }
        if (result == QuotedText.Result.BAD_ESCAPE) {
            fail(quoted.position(), ErrorTexts.badEscape(escapeAt(quoted.position())));
            return false;
        }
        int after = quoted.position();
        if (after < end && !Syntax.isWhite(bytes[after])) {
            fail(after, ErrorTexts.textAfterQuote(tokenAt(after)));
            return false;
        }
        textOffset = open + 1;
        textLength = quoted.length();
        advance(after);
        return true;
    }

    private Result add() {
        int rankAt = at;
        int rankEnd = Syntax.tokenEnd(bytes, at, end);
        advance(rankEnd);
        int idAt = at;
        int idEnd = Syntax.tokenEnd(bytes, at, end);
        advance(idEnd);
        if (rankAt == rankEnd) {
            return missing("rank");
        }
        if (at < end) {
            return extra();
        }
        if (!decimal.read(bytes, rankAt, rankEnd)) {
            return fail(rankAt, ErrorTexts.rankNotANumber(Preview.of(bytes, rankAt, rankEnd), limits));
        }
        long rank = decimal.value();
        boolean isStorageRank = !decimal.overflow() && rank >= 1 && rank <= limits.storageRanks();
        boolean hasId = idAt < idEnd;
        if (hasId && !decimal.read(bytes, idAt, idEnd)) {
            return idNotANumber(idAt, idEnd);
        }
        if (!isStorageRank) {
            String text = ErrorTexts.rankOutside(Preview.of(bytes, rankAt, rankEnd), limits);
            return fail(Kind.COMMAND_FAILED, rankAt, text);
        }
        command.setRank((int) rank, column(rankAt));
        return hasId ? setId(idAt, idEnd) : Result.COMMAND;
    }

    /** The verb is about a node, which its id names. */
    private Result node() {
        int idAt = at;
        int idEnd = Syntax.tokenEnd(bytes, at, end);
        advance(idEnd);
        if (idAt == idEnd) {
            return missing("id");
        }
        if (at < end) {
            return extra();
        }
        return decimal.read(bytes, idAt, idEnd) ? setId(idAt, idEnd) : idNotANumber(idAt, idEnd);
    }

    private Result setId(int idAt, int idEnd) {
        if (decimal.overflow() || !limits.isOnCircle(decimal.value())) {
            return fail(Kind.COMMAND_FAILED, idAt, ErrorTexts.idOutside(Preview.of(bytes, idAt, idEnd), limits));
        }
        command.setId(decimal.value(), column(idAt));
        return Result.COMMAND;
    }

    private Result idNotANumber(int idAt, int idEnd) {
        return fail(idAt, ErrorTexts.idNotANumber(Preview.of(bytes, idAt, idEnd), limits));
    }

    /** Moves the cursor to the next argument, or to the end where none or a comment is left. */
    private void advance(int from) {
        at = Syntax.skipWhite(bytes, from, end);
        if (at < end && Syntax.isComment(bytes, at, end)) {
            end = at;
        }
    }

    private Result finish() {
        return at == end ? Result.COMMAND : extra();
    }

    private Result missing(String argument) {
        return fail(verbAt, ErrorTexts.missingArgument(verb, numeric, argument));
    }

    private Result extra() {
        return fail(at, ErrorTexts.extraArgument(verb, numeric, tokenAt(at)));
    }

    private String tokenAt(int from) {
        return Preview.of(bytes, from, Syntax.tokenEnd(bytes, from, end));
    }

    /** The escape that begins at a backslash: with the character after it, or with the hex digits that are there. */
    private String escapeAt(int backslash) {
        int to = backslash + 1;
        if (bytes[to] == 'x') {
            to++;
            while (to < end && to < backslash + 4 && Syntax.hexDigit(bytes[to]) >= 0) {
                to++;
            }
        } else {
            to += Math.max(1, Utf8.length(bytes, to, end));
        }
        return Preview.of(bytes, backslash, to);
    }

    private Result fail(int position, String message) {
        return fail(Kind.UNREADABLE, position, message);
    }

    private Result fail(Kind kind, int position, String message) {
        error = new CommandError(kind, file, line, column(position), message);
        return Result.ERROR;
    }

    private int column(int position) {
        return position - start + 1;
    }
}
