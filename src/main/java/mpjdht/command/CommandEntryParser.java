package mpjdht.command;

/** Reads lines of commands of which each stores something: PUT and APPEND. */
final class CommandEntryParser implements LineSyntax {
    /** Of these lines none names a rank or an id. */
    private static final Limits LIMITS = new Limits(1, 0, 0);

    private final String file;
    private final LineParser lines;
    private CommandError error;

    CommandEntryParser(String file, CutValues cutValues) {
        this.file = file;
        this.lines = new LineParser(file, Language.of(LIMITS), cutValues);
    }

    @Override
    public Result parse(byte[] bytes, int from, int to, long line) {
        int verbAt = Syntax.skipWhite(bytes, from, to);
        if (verbAt == to || Syntax.isComment(bytes, verbAt, to)) {
            return Result.BLANK;
        }
        int verbEnd = Syntax.tokenEnd(bytes, verbAt, to);
        Verb verb = Verb.read(bytes, verbAt, verbEnd);
        if (verb != Verb.PUT && verb != Verb.APPEND) {
            String message = ErrorTexts.noEntry(Preview.of(bytes, verbAt, verbEnd));
            error = new CommandError(CommandError.Kind.UNREADABLE, file, line, verbAt - from + 1, message);
            return Result.ERROR;
        }
        Result result = lines.parse(bytes, from, to, line);
        error = lines.error();
        return result;
    }

    @Override
    public Command command() {
        return lines.command();
    }

    @Override
    public CommandError error() {
        return error;
    }
}
