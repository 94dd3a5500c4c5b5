package mpjdht.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mpjdht.command.CommandError.Kind;
import mpjdht.command.CommandError.Reason;
import mpjdht.command.Language.NtuaLines;

/**
 * Reads the files that the NTUA course on distributed systems gives out with its assignment, a distributed hash table of songs. A line of them
 * is a title and its value, a title alone, or a request: {@code insert, title, value}, {@code query, title}, {@code query, *},
 * {@code delete, title}, {@code depart} or {@code overlay}. The last comma of a pair comes before its value, so a title may have commas of its
 * own; no byte of a title has another meaning, but for white space around it, which is no part of it.
 */
final class NtuaParser implements LineSyntax {
    private static final byte[] EVERYTHING = {'*'};

    private final String file;
    private final Language language;
    private final NtuaFile name;
    private final Command command = new Command();
    private final byte[] nodeNumber;
    private NtuaLines lines;
    /** Nobody knows what the lines of this file say, and that has been told. */
    private boolean isUntold;

    private byte[] bytes;
    private int start;
    private long line;
    private CommandError error;

    NtuaParser(String file, Language language) {
        this.file = file;
        this.language = language;
        this.name = new NtuaFile(file);
        this.lines = language.lines();
        this.nodeNumber = name.node().isPresent()
                ? Integer.toString(name.node().getAsInt()).getBytes(StandardCharsets.US_ASCII)
                : new byte[0];
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public CommandError error() {
        return error;
    }

    @Override
    public Result parse(byte[] text, int from, int to, long number) {
        bytes = text;
        start = from;
        line = number;
        int at = Syntax.skipWhite(text, from, to);
        int end = endBefore(to, at);
        if (at == end || isUntold) {
            return Result.BLANK;
        }
        if (lines == NtuaLines.AUTO) {
            Optional<NtuaLines> told = name.lines(NtuaVerb.read(text, at, end) != null, isPair(at, end));
            isUntold = told.isEmpty();
            if (isUntold) {
                return fail(at, NtuaTexts.untold());
            }
            lines = told.get();
        }
        return switch (lines) {
            case PAIRS -> pair(at, end, NtuaTexts.PAIR);
            case TITLES -> title(at, end);
            case QUERIES -> about(Verb.GET, at, at, end);
            case REQUESTS -> request(at, end);
            case AUTO -> throw new IllegalStateException("the lines of " + file + " say something");
        };
    }

    private Result request(int at, int end) {
        NtuaVerb verb = NtuaVerb.read(bytes, at, end);
        if (verb == null) {
            return fail(at, NtuaTexts.unknownRequest(Preview.of(bytes, at, wordEnd(at, end))));
        }
        int argument = Syntax.skipWhite(bytes, Math.min(end, wordEnd(at, end) + 1), end);
        if (verb.hasTitle() && argument == end) {
            return fail(at, NtuaTexts.noTitle(verb));
        }
        if (!verb.hasTitle() && argument < end) {
            return fail(argument, NtuaTexts.extra(verb, Preview.of(bytes, argument, end)));
        }
        return switch (verb) {
            case INSERT -> pair(argument, end, NtuaTexts.INSERT);
            case DELETE -> about(Verb.DELETE, at, argument, end);
            case QUERY -> isEverything(argument, end) ? everything(at) : about(Verb.GET, at, argument, end);
            case OVERLAY -> {
                command.begin(Verb.RING, bytes, line, column(at));
                yield Result.COMMAND;
            }
            case DEPART -> depart(at);
        };
    }

    private boolean isEverything(int from, int to) {
        return to - from == EVERYTHING.length && bytes[from] == EVERYTHING[0];
    }

    private Result everything(int at) {
        command.begin(Verb.KEYS, bytes, line, column(at));
        return Result.COMMAND;
    }

    private Result depart(int at) {
        int node = name.node().orElse(-1);
        if (node < 0 || node >= language.nodes().size()) {
            return fail(
                    at, NtuaTexts.departsNobody(name.node(), language.nodes().size()));
        }
        command.begin(Verb.REMOVE, bytes, line, column(at));
        command.setId(language.nodes().get(node), column(at));
        return Result.COMMAND;
    }

    private Result pair(int at, int end, String right) {
        int comma = lastComma(at, end);
        if (comma < 0) {
            return fail(at, NtuaTexts.noValue(Preview.of(bytes, at, end), right));
        }
        int valueAt = Syntax.skipWhite(bytes, comma + 1, end);
        int titleEnd = endBefore(comma, at);
        return store(at, titleEnd, bytes, valueAt, end - valueAt);
    }

    private Result title(int at, int end) {
        if (nodeNumber.length == 0) {
            return fail(at, NtuaTexts.noNode());
        }
        return store(at, end, nodeNumber, 0, nodeNumber.length);
    }

    private Result store(int titleAt, int titleEnd, byte[] from, int valueOffset, int valueLength) {
        Result about = about(language.put(), titleAt, titleAt, titleEnd);
        if (about == Result.COMMAND && valueLength > Limits.MAX_VALUE_BYTES) {
            return fail(valueOffset, ErrorTexts.valueTooLong(valueLength));
        }
        command.setValue(from, valueOffset, valueLength);
        return about;
    }

    private Result about(Verb verb, int at, int titleAt, int titleEnd) {
        int length = titleEnd - titleAt;
        if (length == 0 || length > Limits.MAX_KEY_BYTES) {
            return fail(titleAt, length == 0 ? NtuaTexts.emptyTitle() : NtuaTexts.titleTooLong(length));
        }
        command.begin(verb, bytes, line, column(at));
        command.setKey(titleAt, length);
        return Result.COMMAND;
    }

    /** Where what begins at {@code from} ends before {@code to}, without the white space there. */
    private int endBefore(int to, int from) {
        int end = to;
        while (end > from && Syntax.isWhite(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private int wordEnd(int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ',') {
            end++;
        }
        return end;
    }

    private int lastComma(int from, int to) {
        int at = to - 1;
        while (at >= from && bytes[at] != ',') {
            at--;
        }
        return at >= from ? at : -1;
    }

    /** Whether a line ends with a comma and a number. */
    private boolean isPair(int from, int to) {
        int digit = to;
        while (digit > from && bytes[digit - 1] >= '0' && bytes[digit - 1] <= '9') {
            digit--;
        }
        int comma = endBefore(digit, from) - 1;
        return digit < to && comma >= from && bytes[comma] == ',';
    }

    private int column(int position) {
        return position - start + 1;
    }

    private Result fail(int position, String message) {
        error = new CommandError(Kind.UNREADABLE, Reason.OTHER, file, line, column(position), message);
        return Result.ERROR;
    }
}
