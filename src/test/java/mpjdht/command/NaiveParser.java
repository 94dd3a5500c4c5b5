package mpjdht.command;

import static mpjdht.command.Sources.latin;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command language a second time, with strings and regular expressions: a byte is a Latin-1 character. */
final class NaiveParser {
    private static final Pattern UNITS =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\nrt]|\\\\x[0-9A-Fa-f]{2})*+)", Pattern.DOTALL);
    private static final Pattern BARE_VALUE = Pattern.compile("(.+?)(?:[ \\t]+(?:(?:#|//).*)?)?", Pattern.DOTALL);
    /** Ends the parsing of a line that is wrong. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int exitCode;
        private final int column;

        Wrong(int exitCode, int column, String message) {
            super(message, null, false, false);
            this.exitCode = exitCode;
            this.column = column;
        }
    }

    private final int maxLineBytes;
    private String line;
    private String rest;
    private String name;
    private String usage;
    private int verbColumn;

    NaiveParser(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        String left = text;
        while (!left.isEmpty()) {
            int lineFeed = left.indexOf('\n');
            String line = lineFeed < 0 ? left : left.substring(0, lineFeed);
            left = lineFeed < 0 ? "" : left.substring(lineFeed + 1);
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        }
        return lines;
    }

    List<String> parse(String text) {
        List<String> answers = new ArrayList<>();
        int number = 0;
        boolean begun = false;
        for (String each : lines(text)) {
            number++;
            String encoding = begun ? "" : foreignEncoding(each);
            begun = begun || !each.isEmpty();
            if (!encoding.isEmpty()) {
                answers.add("2 f.dht: error: the text is " + encoding + "; right is UTF-8, which iconv -f " + encoding
                        + " -t UTF-8 makes of it");
                break;
            }
            line = number == 1 && each.startsWith("\u00EF\u00BB\u00BF") ? each.substring(3) : each;
            boolean tooLong = each.length() > maxLineBytes;
            int stray = (tooLong ? each.substring(0, maxLineBytes) : each).indexOf('\r');
            if (stray >= 0) {
                answers.add("2 f.dht:" + number + ":" + (stray + 1 - each.length() + line.length())
                        + ": error: a carriage return stands inside the line; right is a line end of LF or CRLF, and"
                        + " \\r in a quoted string for the byte");
                continue;
            }
            if (tooLong) {
                answers.add("2 f.dht:" + number + ":1: error: the line is too long; right is a line of at most "
                        + maxLineBytes + " B");
                continue;
            }
            rest = line;
            try {
                String answer = parseLine();
                if (answer != null) {
                    answers.add(number + ":" + answer);
                }
            } catch (Wrong wrong) {
                answers.add(
                        wrong.exitCode + " f.dht:" + number + ":" + wrong.column + ": error: " + wrong.getMessage());
            }
        }
        return answers;
    }

    /** Bytes of 16 or 32 bits a character, told by the beginning of the first line that is not empty. */
    private static String foreignEncoding(String firstLine) {
        if (firstLine.matches(
                "(?s)(\u00FF\u00FE\0\0|\0\0\u00FE\u00FF|[\u0001-\u007F]\0\0\0|\0\0\0[\u0001-\u007F]).*")) {
            return "UTF-32";
        }
        return firstLine.matches("(?s)(\u00FF\u00FE|\u00FE\u00FF|[\u0001-\u007F]\0|\0[\u0001-\u007F]).*|\0")
                ? "UTF-16"
                : "";
    }

    int column() {
        return line.length() - rest.length() + 1;
    }

    /** What is left of the line. */
    String rest() {
        return rest;
    }

    /** Passes over so many bytes and what is white or a comment behind them. */
    void pass(int bytes) {
        rest = rest.substring(bytes);
        skip();
    }

    /** Passes over so many bytes, and nothing else. */
    void skipTo(int bytes) {
        rest = rest.substring(bytes);
    }

    private void skip() {
        rest = rest.replaceFirst("^[ \\t]+", "");
        if (rest.startsWith("#") || rest.startsWith("//")) {
            line = line.substring(0, line.length() - rest.length());
            rest = "";
        }
    }

    static String preview(String token) {
        return Preview.of(latin(token), 0, token.length());
    }

    private static String firstToken(String text) {
        return text.split("[ \\t]", -1)[0];
    }

    String bareToken() {
        String token = firstToken(rest);
        rest = rest.substring(token.length());
        skip();
        return token;
    }

    private String parseLine() {
        skip();
        if (rest.isEmpty()) {
            return null;
        }
        verbColumn = column();
        String token = bareToken();
        Verb verb = NaiveVerbs.VERBS.get(token.toLowerCase(Locale.ROOT));
        if (verb == null || !token.matches("[0-4A-Za-z]+")) {
            throw new Wrong(
                    2,
                    verbColumn,
                    "unknown verb '" + preview(token)
                            + "'; right is PUT, GET, DELETE, DEL, CAS, INCR, APPEND, ADD, REMOVE, EXPLAIN, RING, KEYS, EXPORT, IMPORT, NODE, REPLICAS, LEADER, FLOOD, SYNC, METRICS, CRASH, RECOVER, PAUSE, DELAY,"
                            + " PARTITION, HEAL, WAIT, END or a number from 0 to 4");
        }
        name = token.matches("[0-4]") ? token : verb.name();
        usage = name + NaiveVerbs.USAGE.get(verb);
        return switch (verb) {
            case PUT, APPEND -> put(verb);
            case GET, DELETE, EXPLAIN, REPLICAS, LEADER -> {
                String key = key();
                nothingElse(", where a key with white space is quoted");
                yield verbColumn + " " + verb + " <" + key + ">";
            }
            case CAS -> cas();
            case INCR -> incr();
            case FLOOD -> flood();
            case ADD -> add();
            case REMOVE, NODE -> node(verb);
            case CRASH, RECOVER, PAUSE, DELAY, PARTITION, WAIT -> new NaiveFaults(this, verb, verbColumn).parse();
            case EXPORT, IMPORT -> table(verb);
            case END, RING, KEYS, SYNC, METRICS, HEAL -> {
                nothingElse("");
                yield verbColumn + " " + verb;
            }
        };
    }

    private String table(Verb verb) {
        int column = column();
        if (rest.isEmpty()) {
            throw missing("file", "");
        }
        String file = rest.startsWith("\"") ? quoted() : bareToken();
        String name = new String(latin(file), StandardCharsets.UTF_8);
        if (file.isEmpty() || file.length() > 4095 || name.contains("\uFFFD") || name.contains("\0")) {
            throw new Wrong(
                    2,
                    column,
                    "'" + preview(file) + "' is not the name of a file; right is a path of 1 B to 4095 B in UTF-8,"
                            + " from the working folder on");
        }
        if (("/" + name + "/").contains("/../") || name.startsWith("/")) {
            throw new Wrong(
                    2,
                    column,
                    "'" + preview(file)
                            + "' leads out of the working folder; right is a path from there on, without .. in it");
        }
        boolean sorted = verb == Verb.EXPORT && firstToken(rest).equalsIgnoreCase("sorted");
        if (sorted) {
            bareToken();
        }
        nothingElse("");
        return column + " " + verb + " " + name + (sorted ? " sorted" : "");
    }

    private String put(Verb verb) {
        String key = key();
        if (rest.isEmpty()) {
            throw missing("value", ", where an empty value is written \"\"");
        }
        String value;
        if (rest.startsWith("\"")) {
            value = quoted();
            nothingElse(", where the whole value is quoted or nothing of it is");
        } else {
            Matcher matcher = BARE_VALUE.matcher(rest);
            if (!matcher.matches()) {
                throw new IllegalStateException(rest);
            }
            value = matcher.group(1);
        }
        return verbColumn + " " + verb + " <" + key + "> <" + value + ">";
    }

    private String cas() {
        String key = key();
        String old = value("old value");
        String replacement = value("new value");
        nothingElse(", where a key or value with white space is quoted");
        return verbColumn + " CAS <" + key + "> <" + old + "> <" + replacement + ">";
    }

    private String value(String argument) {
        if (rest.isEmpty()) {
            throw missing(argument, ", where an empty value is written \"\"");
        }
        return rest.startsWith("\"") ? quoted() : bareToken();
    }

    private String flood() {
        String key = key();
        int ttlColumn = column();
        String ttl = rest.isEmpty() ? "" : bareToken();
        nothingElse(", where a key with white space is quoted");
        boolean isRight = ttl.matches("[1-9][0-9]{0,6}") && Integer.parseInt(ttl) <= 1 << 20;
        if (!ttl.isEmpty() && !isRight) {
            throw new Wrong(
                    2,
                    ttlColumn,
                    "'" + preview(ttl) + "' is no number of hops; right is a whole number from 1 to 1048576");
        }
        return verbColumn + " FLOOD <" + key + "> " + (ttl.isEmpty() ? "0" : ttl);
    }

    private String incr() {
        String key = key();
        int byColumn = column();
        String by = rest.isEmpty() ? "1" : bareToken();
        nothingElse(", where a key with white space is quoted");
        if (!by.matches("0|-?[1-9][0-9]*") || new BigInteger(by).bitLength() > 63) {
            throw new Wrong(
                    2,
                    byColumn,
                    "'" + preview(by)
                            + "' is not a number; right is a number from -9223372036854775808 to 9223372036854775807"
                            + " in plain decimal digits");
        }
        return verbColumn + " INCR <" + key + "> " + by;
    }

    private String key() {
        if (rest.isEmpty()) {
            throw missing("key", "");
        }
        int at = column();
        String key = rest.startsWith("\"") ? quoted() : bareToken();
        if (key.isEmpty()) {
            throw new Wrong(2, at, "the key is empty; right is a key of 1 B to 65536 B (64 KiB)");
        }
        return key;
    }

    private String quoted() {
        Matcher matcher = UNITS.matcher(rest);
        if (!matcher.lookingAt()) {
            throw new IllegalStateException(rest);
        }
        int at = column();
        String after = rest.substring(matcher.end());
        if (after.isEmpty() || after.equals("\\")) {
            throw new Wrong(
                    2,
                    at,
                    "the quote is not closed; right is a \" at the end of the string, on the same line, and \\\" inside it");
        }
        rest = after;
        if (after.startsWith("\\")) {
            Matcher escape = Pattern.compile("\\\\x[0-9A-Fa-f]?").matcher(after);
            String shown = escape.lookingAt()
                    ? escape.group()
                    : after.substring(0, 1 + Math.max(1, Utf8.length(latin(after), 1, after.length())));
            throw new Wrong(
                    2,
                    column(),
                    "bad escape '" + preview(shown) + "'; right is \\\" \\\\ \\n \\r \\t or \\xHH with two hex digits");
        }
        rest = rest.substring(1);
        if (!rest.isEmpty() && !rest.startsWith(" ") && !rest.startsWith("\t")) {
            throw new Wrong(
                    2,
                    column(),
                    "'" + preview(firstToken(rest))
                            + "' stands right after a closing quote; right is white space or the end of the line");
        }
        skip();
        return unescape(matcher.group(1));
    }

    private static String unescape(String text) {
        return Pattern.compile("\\\\(x..|.)", Pattern.DOTALL)
                .matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1).charAt(0)) {
                            case 'n' -> "\n";
                            case 'r' -> "\r";
                            case 't' -> "\t";
                            case 'x' ->
                                String.valueOf(
                                        (char) Integer.parseInt(escape.group(1).substring(1), 16));
                            default -> escape.group(1);
                        }));
    }

    private String add() {
        int rankColumn = column();
        String rank = bareToken();
        int idColumn = column();
        String id = bareToken();
        if (rank.isEmpty()) {
            throw missing("rank", "");
        }
        nothingElse("");
        requireNumber(rank, rankColumn, "a rank from 1 to 6");
        if (!id.isEmpty()) {
            requireNumber(id, idColumn, "an id from 1 to 1000");
        }
        requireStorageRank(rank, rankColumn);
        requireOnCircle(id.isEmpty() ? "1" : id, idColumn);
        return id.isEmpty() ? rankColumn + " ADD " + rank : idColumn + " ADD " + rank + " " + id;
    }

    private String node(Verb verb) {
        int idColumn = column();
        String id = bareToken();
        if (id.isEmpty()) {
            throw missing("id", "");
        }
        nothingElse("");
        requireNumber(id, idColumn, "an id from 1 to 1000");
        requireOnCircle(id, idColumn);
        return idColumn + " " + verb + " " + id;
    }

    static void requireNumber(String token, int column, String right) {
        if (!token.matches("0|[1-9][0-9]*")) {
            throw new Wrong(
                    2,
                    column,
                    "'" + preview(token) + "' is not a number; right is " + right + " in plain decimal digits");
        }
    }

    static void requireStorageRank(String rank, int column) {
        if (isOutside(rank, 6)) {
            throw new Wrong(1, column, "rank " + preview(rank) + " is not a storage rank; right is a rank from 1 to 6");
        }
    }

    static void requireOnCircle(String id, int column) {
        if (isOutside(id, 1000)) {
            throw new Wrong(1, column, "id " + preview(id) + " is outside the circle; right is an id from 1 to 1000");
        }
    }

    static boolean isOutside(String number, int highest) {
        BigInteger value = new BigInteger(number);
        return value.signum() == 0 || value.compareTo(BigInteger.valueOf(highest)) > 0;
    }

    Wrong missing(String argument, String hint) {
        return new Wrong(
                2,
                verbColumn,
                "wrong number of arguments for " + name + ": no " + argument + "; right is " + usage + hint);
    }

    void nothingElse(String hint) {
        if (!rest.isEmpty()) {
            throw new Wrong(
                    2,
                    column(),
                    "wrong number of arguments for " + name + ": '" + preview(firstToken(rest))
                            + "' is one too many; right is " + usage + hint);
        }
    }
}
