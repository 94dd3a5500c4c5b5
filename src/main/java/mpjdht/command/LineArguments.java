package mpjdht.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mpjdht.command.CommandError.Kind;
import mpjdht.command.CommandError.Reason;

/**
 * The line that is being parsed: its verb, and behind it one argument after another, read from left to right. Quoted strings in it are
 * decoded in place. Whatever fails leaves its error here.
 */
final class LineArguments {
    private final String file;
    private final Limits limits;
    private final QuotedText quoted = new QuotedText();
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

    /**
     * No line.
     *
     * @param file its name in errors
     */
    LineArguments(String file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    CommandError error() {
        return error;
    }

    /** Begins with {@code bytes[from..to)}, a line without its line end; false when it has nothing but white space or a comment. */
    boolean begin(byte[] bytes, int from, int to, long line) {
        this.bytes = bytes;
        this.start = from;
        this.end = to;
        this.line = line;
        verbAt = Syntax.skipWhite(bytes, from, to);
        return verbAt < to && !Syntax.isComment(bytes, verbAt, to);
    }

    /** Reads the verb; null when there is no such, with the error set. */
    Verb readVerb() {
        int verbEnd = Syntax.tokenEnd(bytes, verbAt, end);
        numeric = verbEnd == verbAt + 1;
        verb = Verb.read(bytes, verbAt, verbEnd);
        at = verbAt;
        if (verb == null) {
            fail(verbAt, ErrorTexts.unknownVerb(Preview.of(bytes, verbAt, verbEnd)));
        } else {
            advance(verbEnd);
        }
        return verb;
    }

    /** Where the verb stands. */
    int verbAt() {
        return verbAt;
    }

    /** Where the next argument begins; the end of the line when there is none. */
    int at() {
        return at;
    }

    /** Where the line ends, without the comment that ends it once that has been seen. */
    int end() {
        return end;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Moves the cursor to the next argument, or to the end where none or a comment is left. */
    void advance(int from) {
        at = Syntax.skipWhite(bytes, from, end);
        if (at < end && Syntax.isComment(bytes, at, end)) {
            end = at;
        }
    }

    /** Moves the cursor to where the line has been read on, which need not be where an argument begins. */
    void passTo(int position) {
        at = position;
    }

    /** Reads a word, which may be none; returns where it ends. */
    int takeWord() {
        int wordEnd = Syntax.tokenEnd(bytes, at, end);
        advance(wordEnd);
        return wordEnd;
    }

    /** Whether {@code bytes[from..to)} is that word, in any case. */
    boolean isWord(String word, int from, int to) {
        return to - from == word.length()
                && word.equalsIgnoreCase(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** Reads the word or quoted string at the cursor; false when that failed, with the error set. */
    boolean readText(String argument) {
        if (at == end) {
            missing(argument);
            return false;
        }
        if (bytes[at] == '"') {
            return readQuoted();
        }
        textOffset = at;
        textLength = takeWord() - textOffset;
        return true;
    }

    /** Reads the quoted string at the cursor; false when that failed, with the error set. */
    boolean readQuoted() {
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

    /** The word or quoted string that was read last, in an array of its own. */
    byte[] text() {
        return Arrays.copyOfRange(bytes, textOffset, textOffset + textLength);
    }

    int textOffset() {
        return textOffset;
    }

    int textLength() {
        return textLength;
    }

    /** The command is whole if nothing is left. */
    LineSyntax.Result finish() {
        return at == end ? LineSyntax.Result.COMMAND : extra();
    }

    /** The command is whole if the job keeps copies, without which its verb has no meaning. */
    LineSyntax.Result requireCopies() {
        return limits.keepsCopies()
                ? LineSyntax.Result.COMMAND
                : fail(Reason.NO_COPIES, verbAt, ErrorTexts.needsCopies(verb));
    }

    LineSyntax.Result missing(String argument) {
        return fail(verbAt, ErrorTexts.missingArgument(verb, numeric, argument));
    }

    LineSyntax.Result extra() {
        return extra(at);
    }

    /** What stands there is one argument too many. */
    LineSyntax.Result extra(int position) {
        return fail(position, ErrorTexts.extraArgument(verb, numeric, tokenAt(position)));
    }

    LineSyntax.Result fail(int position, String message) {
        return fail(Kind.UNREADABLE, position, message);
    }

    /** The command was read, but cannot be carried out. */
    LineSyntax.Result fail(Reason reason, int position, String message) {
        error = new CommandError(Kind.COMMAND_FAILED, reason, file, line, column(position), message);
        return LineSyntax.Result.ERROR;
    }

    LineSyntax.Result fail(Kind kind, int position, String message) {
        error = new CommandError(kind, file, line, column(position), message);
        return LineSyntax.Result.ERROR;
    }

    int column(int position) {
        return position - start + 1;
    }

    /** The word that begins there, for an error. */
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
}
