package mpjdht.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mpjdht.command.Verb;
import mpjdht.command.VerbHelp;

/** What may complete the word that is being typed: verbs, keys that this session has named, ids of nodes. */
final class Completion {
    private static final String RANK = "RANK";

    private final SeenKeys keys;
    private final Supplier<List<String>> ids;

    /**
     * Completes.
     *
     * @param keys those seen
     * @param ids tells the nodes of the ring; asked only where an id may stand
     */
    Completion(SeenKeys keys, Supplier<List<String>> ids) {
        this.keys = keys;
        this.ids = ids;
    }

    /**
     * The words that begin with the one that is being typed.
     *
     * @param typed the line up to the cursor
     */
    List<String> of(String typed) {
        LineWords words = new LineWords(typed);
        String begun = words.word(words.typed()).toUpperCase(Locale.ROOT);
        return candidates(words)
                .filter(word -> word.toUpperCase(Locale.ROOT).startsWith(begun))
                .toList();
    }

    private Stream<String> candidates(LineWords words) {
        if (words.typed() == 0) {
            return Stream.concat(verbs(), Arrays.stream(ShellWord.values()).map(ShellWord::text));
        }
        if (words.typed() > 1) {
            return Stream.empty();
        }
        Optional<ShellWord> shellWord = ShellWord.find(words.word(0));
        if (shellWord.isPresent()) {
            return switch (shellWord.get()) {
                case HELP -> verbs();
                case TIMING -> Stream.of("on", "off");
                case EXIT, QUIT -> Stream.empty();
            };
        }
        return VerbHelp.find(words.word(0)).stream().flatMap(this::firstArguments);
    }

    private static Stream<String> verbs() {
        return offered().stream().map(Verb::name);
    }

    /** What may be entered: everything but KEYS, which may tell more than a reply holds, and what reads and writes files of the server. */
    static List<Verb> offered() {
        List<Verb> refused = List.of(Verb.KEYS, Verb.EXPORT, Verb.IMPORT);
        return Arrays.stream(Verb.values())
                .filter(verb -> !refused.contains(verb))
                .toList();
    }

    private Stream<String> firstArguments(Verb verb) {
        return switch (argument(verb)) {
            case KEY -> keys.all().stream();
            case ID -> ids.get().stream();
            case ID_OR_RANK -> {
                List<String> all = new ArrayList<>(ids.get());
                all.add(RANK);
                yield all.stream();
            }
            case OTHER -> Stream.empty();
        };
    }

    private enum Argument {
        KEY,
        ID,
        ID_OR_RANK,
        OTHER
    }

    private static Argument argument(Verb verb) {
        return switch (verb) {
            case PUT, GET, DELETE, CAS, INCR, APPEND, EXPLAIN, REPLICAS, LEADER, FLOOD -> Argument.KEY;
            case REMOVE, NODE -> Argument.ID;
            case CRASH, RECOVER, PAUSE, DELAY -> Argument.ID_OR_RANK;
            case ADD, RING, KEYS, EXPORT, IMPORT, SYNC, METRICS, PARTITION, HEAL, WAIT, END -> Argument.OTHER;
        };
    }

    /** Notes the key that a line names. */
    void note(LineWords words) {
        boolean namesKey = Verb.ofLine(words.word(0).getBytes(StandardCharsets.UTF_8))
                .map(verb -> argument(verb) == Argument.KEY)
                .orElse(false);
        if (namesKey) {
            keys.add(words.word(1));
        }
    }
}
