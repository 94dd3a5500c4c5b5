package mpjdht.service.resp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Commands of the language of command files, as {@code DHT.RING}: what clients of Redis may have run at the desk. */
final class LanguageVerbs {
    /** What bytes become that are no UTF-8. */
    private static final char NO_TEXT = 0xfffd;

    private static final String COMMENT = "//";
    private static final String PREFIX = "DHT.";
    private static final Set<String> FOR_ALL =
            Set.of("RING", "NODE", "EXPLAIN", "ADD", "REMOVE", "REPLICAS", "LEADER", "SYNC", "CAS");
    private static final Set<String> FAULTS = Set.of("CRASH", "RECOVER", "PAUSE", "DELAY", "PARTITION", "HEAL");

    private LanguageVerbs() {}

    /** Whether a name is meant to be one of the language. */
    static boolean isMeant(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * Why a command may not be run; empty when it may.
     *
     * @param words the command, its name with the prefix
     * @param faults whether ranks may be crashed and parted
     */
    static Optional<String> refusal(List<String> words, boolean faults) {
        String verb = verb(words);
        if (FAULTS.contains(verb) && !faults) {
            return Optional.of("NOPERM faults are for a server that was started with --allow-faults");
        }
        if (!FOR_ALL.contains(verb) && !FAULTS.contains(verb)) {
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

    /** The line that says the same in a command file. */
    static String line(List<String> words) {
        return verb(words) + " " + String.join(" ", words.subList(1, words.size()));
    }

    private static String verb(List<String> words) {
        return words.get(0).substring(PREFIX.length()).toUpperCase(Locale.ROOT);
    }
}
