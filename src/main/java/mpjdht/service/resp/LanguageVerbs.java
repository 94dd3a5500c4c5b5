package mpjdht.service.resp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mpjdht.command.Verb;
import mpjdht.service.Leave;

/** Verbs of the language of command files: which of them clients of Redis may have run at the desk. */
final class LanguageVerbs {
    /** What bytes become that are no UTF-8. */
    private static final char NO_TEXT = 0xfffd;

    private static final String COMMENT = "//";
    private static final String PREFIX = "DHT.";
    private static final String END = "END";
    private static final String NO_FAULTS = "NOPERM faults are for a server that was started with --allow-faults";
    private static final Set<String> FOR_ALL =
            Set.of("RING", "NODE", "EXPLAIN", "ADD", "REMOVE", "REPLICAS", "LEADER", "FLOOD", "SYNC", "METRICS", "CAS");

    private LanguageVerbs() {}

    /** Whether a name is meant to be one of the language. */
    static boolean isMeant(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * Why a command may not be run; empty when it may.
     *
     * @param words the command, its name with the prefix
     * @param leave what the client may do
     */
    static Optional<String> refusal(List<String> words, Leave leave) {
        String verb = verb(words);
        boolean isFault = Verb.ofLine(verb.getBytes(StandardCharsets.UTF_8))
                .filter(Verb::isFault)
                .isPresent();
        if (isFault && !leave.faults()) {
            return Optional.of(NO_FAULTS);
        }
        if (verb.equals(END)) {
            return words.size() == 1
                    ? refusalOfEnd(leave)
                    : Optional.of("ERR wrong number of arguments for 'dht.end' command");
        }
        if (!FOR_ALL.contains(verb) && !isFault) {
            return Optional.of("ERR unknown command '" + words.get(0) + "'");
        }
        if (words.stream().anyMatch(LanguageVerbs::breaksALine)) {
            return Optional.of(
                    "ERR the words of a command of the language are text without blanks, quotes, # and // at the beginning, and not empty");
        }
        return Optional.empty();
    }

    private static boolean breaksALine(String word) {
        return word.isEmpty()
                || word.startsWith(COMMENT)
                || word.chars().anyMatch(one -> one <= ' ' || one == '#' || one == '"' || one == NO_TEXT);
    }

    /**
     * Why a line may not be run; empty when it may, or cannot be read.
     *
     * @param leave what the client may do
     */
    static Optional<String> refusal(byte[] line, Leave leave) {
        for (byte one : line) {
            if (one == '\n' || one == '\r') {
                return Optional.of("ERR a line feed or carriage return stands inside the line; right is one line");
            }
        }
        Verb verb = Verb.ofLine(line).orElse(Verb.GET);
        if (verb == Verb.END) {
            return refusalOfEnd(leave);
        }
        if (verb == Verb.KEYS) {
            return Optional.of("ERR KEYS may tell more than a reply holds; right is SCAN, or KEYS in a command file");
        }
        if (verb == Verb.EXPORT || verb == Verb.IMPORT) {
            return Optional.of(
                    "NOPERM files are for the command files of the job alone; right is SCAN and GET, or SET");
        }
        if (verb == Verb.WAIT && !leave.faults()) {
            return Optional.of(
                    "NOPERM WAIT holds up everybody, and is for a server that was started with --allow-faults");
        }
        return verb.isFault() && !leave.faults() ? Optional.of(NO_FAULTS) : Optional.empty();
    }

    private static Optional<String> refusalOfEnd(Leave leave) {
        return leave.end().isPresent()
                ? Optional.empty()
                : Optional.of("NOPERM to end it is for a server that was started with --allow-end; right is SIGTERM");
    }

    /** The line that says the same in a command file. */
    static byte[] line(List<String> words) {
        String line = verb(words) + " " + String.join(" ", words.subList(1, words.size()));
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static String verb(List<String> words) {
        return words.get(0).substring(PREFIX.length()).toUpperCase(Locale.ROOT);
    }
}
