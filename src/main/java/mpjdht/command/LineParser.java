package mpjdht.command;

import mpjdht.message.DecimalText;

/**
 * Parses one line at a time into a reused {@link Command}; here are the verbs of keys. What is found first, from left to right, is the
 * error; that numbers are in range is looked at last, when the line is known to be readable.
 */
final class LineParser implements LineSyntax {
    private final String file;
    private final LineArguments arguments;
    private final Command command = new Command();
    private final CutValues cutValues;
    private final Language language;
    private final RingParser ringParser;
    private final FaultParser faultParser;
    private final FileParser fileParser;

    private byte[] bytes;
    private long line;

    LineParser(String file, Language language, CutValues cutValues) {
        Limits limits = language.limits();
        this.file = file;
        this.language = language;
        this.arguments = new LineArguments(file, limits);
        this.cutValues = cutValues;
        PlaceArguments places = new PlaceArguments(arguments, limits, command);
        this.ringParser = new RingParser(arguments, places);
        this.faultParser = new FaultParser(arguments, places, limits, command);
        this.fileParser = new FileParser(arguments, command);
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public CommandError error() {
        return arguments.error();
    }

    /** Parses a line; one with nothing but white space or a comment is blank. Quoted strings in it are decoded in place. */
    @Override
    public Result parse(byte[] bytes, int from, int to, long line) {
        this.bytes = bytes;
        this.line = line;
        if (!arguments.begin(bytes, from, to, line)) {
            return Result.BLANK;
        }
        Verb verb = arguments.readVerb();
        if (verb == null) {
            return Result.ERROR;
        }
        Verb meant = verb == Verb.PUT ? language.put() : verb;
        command.begin(meant, bytes, line, arguments.column(arguments.verbAt()));
        return switch (verb) {
            case PUT, APPEND -> put();
            case CAS -> cas();
            case INCR -> incr();
            case GET, DELETE, EXPLAIN, LEADER -> readKey() ? arguments.finish() : Result.ERROR;
            case REPLICAS -> replicas();
            case FLOOD -> flood();
            case ADD -> ringParser.add();
            case REMOVE, NODE -> ringParser.node();
            case EXPORT, IMPORT -> fileParser.parse(verb);
            case END, RING, KEYS, SYNC, METRICS -> arguments.finish();
            case CRASH, RECOVER, PAUSE, DELAY, PARTITION, HEAL, WAIT -> faultParser.parse(bytes, verb);
        };
    }

    private Result put() {
        if (!readKey()) {
            return Result.ERROR;
        }
        int valueAt = arguments.at();
        if (arguments.isAtEnd()) {
            return arguments.missing("value");
        }
        int offset = valueAt;
        int length;
        if (bytes[valueAt] == '"') {
            if (!arguments.readQuoted()) {
                return Result.ERROR;
            }
            offset = arguments.textOffset();
            length = arguments.textLength();
        } else {
            int valueEnd = Syntax.bareTextEnd(bytes, valueAt, arguments.end());
            length = valueEnd - valueAt;
            if (valueEnd < arguments.end()) {
                noteCut(valueEnd);
            }
            arguments.passTo(arguments.end());
        }
        if (length > Limits.MAX_VALUE_BYTES) {
            return arguments.fail(valueAt, ErrorTexts.valueTooLong(length));
        }
        command.setValue(offset, length);
        return arguments.finish();
    }

    private Result cas() {
        if (!readKey()) {
            return Result.ERROR;
        }
        int oldAt = arguments.at();
        if (!arguments.readText("old value")) {
            return Result.ERROR;
        }
        int oldLength = arguments.textLength();
        command.setValue(arguments.textOffset(), oldLength);
        if (!arguments.readText("new value")) {
            return Result.ERROR;
        }
        int bothLengths = oldLength + arguments.textLength();
        if (bothLengths > Limits.MAX_SWAP_BYTES) {
            return arguments.fail(oldAt, ErrorTexts.swapTooLong(bothLengths));
        }
        command.setReplacement(arguments.textOffset(), arguments.textLength());
        return arguments.finish();
    }

    private Result incr() {
        if (!readKey()) {
            return Result.ERROR;
        }
        int byAt = arguments.at();
        int byEnd = arguments.takeWord();
        if (!arguments.isAtEnd()) {
            return arguments.extra();
        }
        boolean hasBy = byAt < byEnd;
        if (hasBy && !DecimalText.isNumber(bytes, byAt, byEnd)) {
            return arguments.fail(byAt, ErrorTexts.byNotANumber(Preview.of(bytes, byAt, byEnd)));
        }
        command.setBy(hasBy ? DecimalText.number(bytes, byAt, byEnd) : 1);
        return Result.COMMAND;
    }

    private Result flood() {
        if (!readKey()) {
            return Result.ERROR;
        }
        int ttlAt = arguments.at();
        int ttlEnd = arguments.takeWord();
        if (!arguments.isAtEnd()) {
            return arguments.extra();
        }
        boolean hasTtl = ttlAt < ttlEnd;
        boolean isNumber = hasTtl && DecimalText.isNumber(bytes, ttlAt, ttlEnd);
        long ttl = isNumber ? DecimalText.number(bytes, ttlAt, ttlEnd) : 0;
        if (hasTtl && (ttl < 1 || ttl > Limits.MAX_TTL)) {
            return arguments.fail(ttlAt, ErrorTexts.wrongTtl(Preview.of(bytes, ttlAt, ttlEnd)));
        }
        command.setTtl((int) ttl);
        return Result.COMMAND;
    }

    private Result replicas() {
        if (!readKey() || arguments.finish() == Result.ERROR) {
            return Result.ERROR;
        }
        return arguments.requireCopies();
    }

    /** White space follows a value, and then nothing, or the comment that ends it. */
    private void noteCut(int valueEnd) {
        int comment = Syntax.skipWhite(bytes, valueEnd, arguments.end());
        if (comment < arguments.end()) {
            cutValues.add(file, line, arguments.column(comment));
        }
    }

    /** Reads the key at the cursor; false when that failed, with the error set. */
    private boolean readKey() {
        int keyAt = arguments.at();
        if (!arguments.readText("key")) {
            return false;
        }
        int length = arguments.textLength();
        if (length == 0 || length > Limits.MAX_KEY_BYTES) {
            arguments.fail(keyAt, length == 0 ? ErrorTexts.emptyKey() : ErrorTexts.keyTooLong(length));
            return false;
        }
        command.setKey(arguments.textOffset(), length);
        return true;
    }
}
